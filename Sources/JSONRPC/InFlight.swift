import Synchronization

/// The requests that are being worked on, by id, so that they can be cancelled and counted.
final class InFlight: Sendable {
  private enum Entry {
    case waiting
    case running(RunningTask)
    /// Somebody is telling the task, which may not end before that is done.
    case cancelling(ended: UnsafeContinuation<Void, Never>?)
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
  var isFull: Bool { state.withLock { $0.entries.count >= limit } }

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
    await cancellation(of: id)
    let (wasCancelled, waiter) = state.withLock { state in
      let wasCancelled = if case .cancelled? = state.entries.removeValue(forKey: id) { true } else { false }
      defer { state.roomWaiter = nil }
      return (wasCancelled, state.roomWaiter)
    }
    waiter?.resume()
    return wasCancelled ? nil : reply
  }

  /// Waits until nobody is telling the request's task that it is cancelled.
  private func cancellation(of id: RequestID) async {
    guard state.withLock({ if case .cancelling? = $0.entries[id] { true } else { false } }) else { return }
    await withUnsafeContinuation { continuation in
      let isOver = state.withLock { state in
        guard case .cancelling? = state.entries[id] else { return true }
        state.entries[id] = .cancelling(ended: continuation)
        return false
      }
      if isOver { continuation.resume() }
    }
  }

  /// Cancels a request; unknown ids are ignored, since its answer may just have left.
  func cancel(_ id: RequestID) {
    let task: RunningTask? = state.withLock { state in
      switch state.entries[id] {
      case .waiting?: state.entries[id] = .cancelled
      case .running(let task)?:
        state.entries[id] = .cancelling(ended: nil)
        return task
      case .cancelling?, .cancelled?, nil: break
      }
      return nil
    }
    guard let task else { return }
    // Not under the lock, since this runs the task's cancellation handlers. The task still exists: it waits for the end of this.
    task.task.cancel()
    let waiter: UnsafeContinuation<Void, Never>? = state.withLock { state in
      guard case .cancelling(let waiter)? = state.entries[id] else { return nil }
      state.entries[id] = .cancelled
      return waiter
    }
    waiter?.resume()
  }

  /// Cancels all that are in flight.
  func cancelAll() {
    for id in state.withLock({ Array($0.entries.keys) }) { cancel(id) }
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
