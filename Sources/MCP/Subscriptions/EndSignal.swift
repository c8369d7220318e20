import Synchronization

/// Wakes the one task that waits for it, once.
public final class EndSignal: Sendable {
  private enum State {
    case open
    case waiting(CheckedContinuation<Void, Never>)
    case ended
  }
  private let state = Mutex(State.open)

  public init() {}

  public func end() {
    let waiter = state.withLock { state in
      defer { state = .ended }
      if case .waiting(let continuation) = state { return continuation as CheckedContinuation? }
      return nil
    }
    waiter?.resume()
  }

  /// Waits until `end` was called. Cancelling the task doesn't end the wait.
  public func wait() async {
    await withCheckedContinuation { continuation in
      let hasEnded = state.withLock { state in
        if case .ended = state { return true }
        state = .waiting(continuation)
        return false
      }
      if hasEnded { continuation.resume() }
    }
  }
}
