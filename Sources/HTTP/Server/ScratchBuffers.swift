import Synchronization

/// Room to read into and to write from for the one connection that is at work: connections that wait own none.
final class ScratchBuffers: Sendable {
  struct Pair {
    var input: [UInt8] = []
    var output: [UInt8] = []
  }

  /// Bytes that are asked for in one read.
  static let readSize = 64 << 10
  /// Room for one read behind what was left of the last.
  private static let inputSize = 2 * readSize
  /// An output buffer of more than this is given back after use.
  private static let kept = 256 << 10

  private let pair = Mutex(Pair())

  /// Lends the buffers: to one at a time, and others get new ones.
  func use(_ body: (inout Pair) -> Void) {
    if pair.withLockIfAvailable({ Self.lend(&$0, to: body) }) != nil { return }
    var pair = Pair()
    Self.lend(&pair, to: body)
  }

  private static func lend(_ pair: inout Pair, to body: (inout Pair) -> Void) {
    if pair.input.isEmpty { pair.input = [UInt8](repeating: 0, count: inputSize) }
    body(&pair)
    if !pair.output.isEmpty { pair.output.removeAll(keepingCapacity: pair.output.capacity <= kept) }
  }
}
