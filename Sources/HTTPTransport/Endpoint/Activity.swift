import Synchronization

/// Counts what is going on, for a task that has nothing to do while nothing is.
final class Activity: Sendable {
  private struct State {
    var count = 0
    var waiter: CheckedContinuation<Void, Never>?
  }
  private let state = Mutex(State())

  func begin() {
    let waiter = state.withLock { state in
      state.count += 1
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  func end() { state.withLock { $0.count -= 1 } }

  /// Waits until something is going on, or the task is cancelled. One task waits at a time.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.count > 0 || Task.isCancelled { return true }
          state.waiter = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        defer { state.waiter = nil }
        return state.waiter
      }
      waiter?.resume()
    }
  }
}
