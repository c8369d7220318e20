/// Waits until descriptors are ready. Two implementations: epoll on Linux, poll everywhere; both pass the same test.
///
/// Readiness is reported once: after an event the caller works until the descriptor would block, then arms it again.
protocol Poller: AnyObject, Sendable {
  /// Starts to watch a descriptor. False when its kind can't be watched (a regular file), which is then always ready.
  func add(_ descriptor: Int32) -> Bool
  /// Asks for the next event of a descriptor that would have blocked. True when a `wait` that is going on doesn't know of it.
  @discardableResult
  func arm(_ descriptor: Int32, for interest: Readiness) -> Bool
  func remove(_ descriptor: Int32)
  /// Waits for events, at most `timeout` milliseconds (-1: without end), and appends them.
  func wait(timeout: Int32, into events: inout [PollEvent])
}

struct PollEvent: Equatable {
  let descriptor: Int32
  let readiness: Readiness
}

/// What a descriptor is ready for.
public struct Readiness: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let read = Readiness(rawValue: 1)
  public static let write = Readiness(rawValue: 2)
  /// The other end is gone, or the descriptor failed: reading and writing will tell at once, now and later.
  public static let hangup = Readiness(rawValue: 4)
  /// The other end will write no more; it may still read.
  public static let endOfInput = Readiness(rawValue: 8)
}
