import Synchronization

/// Ends a request from another thread.
public final class HTTPCancellation: Sendable {
  private struct State {
    var isCancelled = false
    var wake: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  public init() {}

  public func cancel() {
    // Under the lock, so that the transfer that is woken is still there.
    state.withLock { state in
      state.isCancelled = true
      state.wake?()
    }
  }

  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// - Returns: false when it was cancelled already.
  func begin(waking wake: @escaping @Sendable () -> Void) -> Bool {
    state.withLock { state in
      state.wake = wake
      return !state.isCancelled
    }
  }

  func end() { state.withLock { $0.wake = nil } }
}
