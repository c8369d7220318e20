#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Cuts a stream of bytes into lines. Knows no descriptors: it is given room to be filled, and hands out what is complete.
struct LineBuffer {
  enum Line: Equatable {
    /// The place of a line in `bytes`, without its end.
    case text(Range<Int>)
    /// A line of more than the limit. Reported once, as soon as that is clear; its bytes are dropped.
    case tooLong
  }

  private(set) var bytes: [UInt8] = []
  private var start = 0
  /// Up to here no line end was found.
  private var searched = 0
  private var isSkipping = false
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Lets `body` write into at most `count` free bytes and takes as many as it returns.
  mutating func fill(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    compact()
    let end = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    let taken = bytes.withUnsafeMutableBytes { buffer in
      max(0, min(count, body(UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))))
    }
    bytes.removeLast(count - taken)
    return taken
  }

  mutating func next() -> Line? {
    while let end = endOfLine() {
      let line = start..<end
      start = end + 1
      searched = start
      if isSkipping {
        isSkipping = false
      } else {
        return line.count > limit ? .tooLong : .text(line)
      }
    }
    guard !isSkipping else {
      start = bytes.count
      return nil
    }
    guard bytes.count - start > limit else { return nil }
    isSkipping = true
    start = bytes.count
    searched = start
    return .tooLong
  }

  /// What is left when the stream has ended: a last line without an end.
  mutating func rest() -> Line? {
    defer { start = bytes.count }
    return isSkipping || start == bytes.count ? nil : .text(start..<bytes.count)
  }

  private mutating func endOfLine() -> Int? {
    defer { searched = bytes.count }
    let from = searched
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, from < buffer.count,
        let found = memchr(base + from, Int32(UInt8(ascii: "\n")), buffer.count - from)
      else { return nil }
      return found - UnsafeMutableRawPointer(mutating: base)
    }
  }

  /// Gives up what has been handed out, when that costs no copying of much.
  private mutating func compact() {
    guard start > 0 else { return }
    if start == bytes.count {
      bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20)
    } else {
      bytes.removeFirst(start)
    }
    searched -= start
    start = 0
  }
}
