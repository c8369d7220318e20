import Synchronization

/// Bytes that were read and not yet used.
final class Rest: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var count: Int { bytes.withLock { $0.count } }
  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  func append(_ more: [UInt8]) { bytes.withLock { $0 += more } }

  func firstRange(of pattern: [UInt8]) -> Range<Int>? { bytes.withLock { $0.firstRange(of: pattern) } }

  func take(_ count: Int) -> [UInt8] {
    bytes.withLock { bytes in
      let taken = Array(bytes.prefix(count))
      bytes.removeFirst(taken.count)
      return taken
    }
  }
}
