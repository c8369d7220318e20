import Synchronization

/// Room to read into and to write from for the one connection that is at work: connections that wait own none.
final class ScratchBuffers: Sendable {
  struct Pair {
    var input: [UInt8]
    var output: [UInt8] = []
  }

  /// Bytes that are asked for in one read.
  static let readSize = 64 << 10
  /// Room for one read behind what was left of the last.
  private static let inputSize = 2 * readSize
  /// An output buffer of more than this is given back after use.
  private static let kept = 256 << 10

  private let pair = Mutex<Pair?>(nil)

  func take() -> Pair {
    var taken: Pair?
    pair.withLock { swap(&$0, &taken) }
    return taken ?? Pair(input: [UInt8](repeating: 0, count: Self.inputSize))
  }

  func giveBack(_ used: consuming Pair) {
    used.output.removeAll(keepingCapacity: used.output.capacity <= Self.kept)
    var returned: Pair? = used
    pair.withLock { swap(&$0, &returned) }
  }
}
