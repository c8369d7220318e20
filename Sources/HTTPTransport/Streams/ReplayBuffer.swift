/// The last events of a stream, for a client that lost its connection.
///
/// Holds at most so many events and bytes, and none for longer than the age; the newest event stays whatever its size, since
/// it may be the answer.
struct ReplayBuffer {
  struct Limits: Sendable, Equatable {
    let count: Int
    let bytes: Int
    /// In seconds.
    let age: Int64
  }

  private struct Event {
    let number: Int
    let bytes: [UInt8]
    let time: Int64
  }

  private let limits: Limits
  /// In the order of their numbers, from `first` on.
  private var events: [Event] = []
  private var first = 0
  private(set) var byteCount = 0

  init(limits: Limits) { self.limits = limits }

  var isEmpty: Bool { first == events.count }

  /// - Parameters:
  ///   - number: larger than all before.
  ///   - time: in seconds, from any fixed point on.
  mutating func append(_ bytes: [UInt8], number: Int, at time: Int64) {
    events.append(Event(number: number, bytes: bytes, time: time))
    byteCount += bytes.count
    while events.count - first > 1, events.count - first > limits.count || byteCount > limits.bytes { dropFirst() }
  }

  /// Forgets what is too old.
  mutating func expire(at time: Int64) {
    while first < events.count, time - events[first].time > limits.age { dropFirst() }
  }

  mutating func removeAll() {
    events = []
    first = 0
    byteCount = 0
  }

  /// The events that came after one, as they are written, in one.
  func bytes(after number: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for event in events[first...] where event.number > number { bytes.append(contentsOf: event.bytes) }
    return bytes
  }

  private mutating func dropFirst() {
    byteCount -= events[first].bytes.count
    first += 1
    // Now and then, so that dropping costs little.
    if first >= 32, first * 2 >= events.count {
      events.removeFirst(first)
      first = 0
    }
  }
}
