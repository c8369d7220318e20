import Synchronization

/// The requests that are being worked on, by id, so that they can be cancelled and counted.
final class InFlight: Sendable {
  private enum Entry {
    case waiting
    case running(RunningTask)
    case cancelled
  }

  private struct State {
    var entries: [RequestID: Entry] = [:]
    var roomWaiter: UnsafeContinuation<Void, Never>?
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = limit }

  var isEmpty: Bool { state.withLock { $0.entries.isEmpty } }

  /// False when the id is in use.
  func begin(_ id: RequestID) -> Bool {
    state.withLock { state in
      guard state.entries[id] == nil else { return false }
      state.entries[id] = .waiting
      return true
    }
  }

  /// Runs the work of a request that has begun. Nil when it was cancelled, before or while it ran.
  func run(_ id: RequestID, _ work: @Sendable () async -> Reply?) async -> Reply? {
    let mayRun = withUnsafeCurrentTask { task in
      state.withLock { state in
        guard let task, case .waiting? = state.entries[id] else { return false }
        state.entries[id] = .running(RunningTask(task: task))
        return true
      }
    }
    let reply = mayRun ? await work() : nil
    let (wasCancelled, waiter) = state.withLock { state in
      let wasCancelled = if case .cancelled? = state.entries.removeValue(forKey: id) { true } else { false }
      defer { state.roomWaiter = nil }
      return (wasCancelled, state.roomWaiter)
    }
    waiter?.resume()
    return wasCancelled ? nil : reply
  }

  /// Cancels a request; unknown ids are ignored, since its answer may just have left.
  func cancel(_ id: RequestID) {
    state.withLock { state in
      guard let entry = state.entries[id] else { return }
      state.entries[id] = .cancelled
      // Under the lock: a running task takes its entry out under the lock before it ends, so it still exists.
      if case .running(let running) = entry { running.task.cancel() }
    }
  }

  /// Waits while as many requests are in flight as are allowed. One task waits at a time.
  func room() async {
    while state.withLock({ $0.entries.count >= limit }) {
      await withUnsafeContinuation { continuation in
        let isFull = state.withLock { state in
          guard state.entries.count >= limit else { return false }
          state.roomWaiter = continuation
          return true
        }
        if !isFull { continuation.resume() }
      }
    }
  }
}

/// A child task, only for cancelling it while it is known to exist.
// @unchecked: `UnsafeCurrentTask.cancel()` may be called from any thread, and nothing else is called.
private struct RunningTask: @unchecked Sendable {
  let task: UnsafeCurrentTask
}
