import Synchronization

/// A file descriptor that a loop watches. The owner closes it, after `EventLoop.unwatch`.
public final class Descriptor: ReadinessObserver {
  public let number: Int32
  /// True for what can't be watched because it never blocks: a regular file, /dev/null.
  let isAlwaysReady: Bool

  private struct State {
    /// Ready for everything until the first operation that would block tells otherwise.
    var ready: Readiness = [.read, .write]
    var waiting: [(interest: Readiness, continuation: UnsafeContinuation<Void, Never>)] = []
  }
  private let state = Mutex(State())

  init(_ number: Int32, isAlwaysReady: Bool) {
    self.number = number
    self.isAlwaysReady = isAlwaysReady
  }

  public func became(_ readiness: Readiness) {
    let continuations = state.withLock { state in
      state.ready.formUnion(readiness)
      var woken: [UnsafeContinuation<Void, Never>] = []
      state.waiting.removeAll { waiter in
        guard state.ready.take(waiter.interest) else { return false }
        woken.append(waiter.continuation)
        return true
      }
      return woken
    }
    for continuation in continuations { continuation.resume() }
  }

  func take(_ interest: Readiness) -> Bool {
    isAlwaysReady || state.withLock { $0.ready.take(interest) }
  }

  func wait(for interest: Readiness) async {
    await withUnsafeContinuation { continuation in
      let isReady = state.withLock { state in
        if state.ready.take(interest) { return true }
        state.waiting.append((interest, continuation))
        return false
      }
      if isReady { continuation.resume() }
    }
  }
}

extension Readiness {
  /// Uses an event up: true once after each, and always when the other end is gone.
  fileprivate mutating func take(_ interest: Readiness) -> Bool {
    if contains(.hangup) { return true }
    if interest == .read, contains(.endOfInput) { return true }
    return interest == .hangup ? false : remove(interest) != nil
  }
}
