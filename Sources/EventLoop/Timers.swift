import Synchronization

/// Deadlines and who waits for them, soonest first.
struct TimerQueue {
  private var entries:
    [(deadline: ContinuousClock.Instant, identifier: UInt64, continuation: UnsafeContinuation<Void, Never>)] = []
  private var last: UInt64 = 0

  mutating func makeIdentifier() -> UInt64 {
    last += 1
    return last
  }

  mutating func add(
    _ identifier: UInt64, at deadline: ContinuousClock.Instant, _ continuation: UnsafeContinuation<Void, Never>
  ) {
    let place = entries.firstIndex { $0.deadline > deadline } ?? entries.count
    entries.insert((deadline, identifier, continuation), at: place)
  }

  mutating func remove(_ identifier: UInt64) -> UnsafeContinuation<Void, Never>? {
    guard let index = entries.firstIndex(where: { $0.identifier == identifier }) else { return nil }
    return entries.remove(at: index).continuation
  }

  var isEmpty: Bool { entries.isEmpty }

  mutating func takeDue(at now: ContinuousClock.Instant) -> [UnsafeContinuation<Void, Never>] {
    guard let first = entries.first, first.deadline <= now else { return [] }
    let count = entries.firstIndex { $0.deadline > now } ?? entries.count
    defer { entries.removeFirst(count) }
    return entries[..<count].map(\.continuation)
  }

  /// What a poller takes as its timeout: -1 when nobody waits.
  func millisecondsToNext(after now: @autoclosure () -> ContinuousClock.Instant) -> Int32 {
    if entries.isEmpty { return -1 }
    let (seconds, attoseconds) = (entries[0].deadline - now()).components
    // Rounded up, so as not to wake before the deadline; at most an hour, after which the loop just looks again.
    let milliseconds = max(-1, min(seconds, 3600)) * 1000 + attoseconds / 1_000_000_000_000_000 + 1
    return Int32(min(max(0, milliseconds), 3_600_000))
  }
}

extension EventLoop {
  /// Waits until a time.
  /// - Throws: `CancellationError` when the task is cancelled, at once.
  public func sleep(until deadline: ContinuousClock.Instant) async throws(CancellationError) {
    let identifier = timers.withLock { $0.makeIdentifier() }
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        // Looked up under the lock: a cancellation either comes before, or finds the entry.
        let isCancelled = timers.withLock { timers in
          if Task.isCancelled { return true }
          timers.add(identifier, at: deadline, continuation)
          return false
        }
        if isCancelled { continuation.resume() } else { timersChanged() }
      }
    } onCancel: {
      timers.withLock { $0.remove(identifier) }?.resume()
    }
    if Task.isCancelled { throw CancellationError() }
  }

  public func sleep(for duration: Duration) async throws(CancellationError) {
    try await sleep(until: .now + duration)
  }
}
