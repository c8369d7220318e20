import Synchronization

/// Work that must not end with the connection that brought it, on its way to the task group that does it.
final class WorkQueue: Sendable {
  typealias Work = @Sendable () async -> Void

  fileprivate struct State {
    var work: [Work] = []
    var isClosed = false
    var waiter: CheckedContinuation<[Work], Never>?
  }
  private let state = Mutex(State())

  func add(_ work: @escaping Work) {
    let waiter = state.withLock { state in
      state.work.append(work)
      return state.takeWaiter()
    }
    waiter?.continuation.resume(returning: waiter?.work ?? [])
  }

  /// Nothing more comes; what is there is still done.
  func close() {
    let waiter = state.withLock { state in
      state.isClosed = true
      return state.takeWaiter()
    }
    waiter?.continuation.resume(returning: waiter?.work ?? [])
  }

  /// All that is there, once something is; empty when the queue is closed. One task waits at a time.
  func next() async -> [Work] {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let waiter = state.withLock { state in
          state.waiter = continuation
          return state.work.isEmpty && !state.isClosed ? nil : state.takeWaiter()
        }
        waiter?.continuation.resume(returning: waiter?.work ?? [])
      }
    } onCancel: {
      close()
    }
  }
}

extension WorkQueue.State {
  fileprivate mutating func takeWaiter() -> (
    continuation: CheckedContinuation<[WorkQueue.Work], Never>, work: [WorkQueue.Work]
  )? {
    guard let waiter else { return nil }
    self.waiter = nil
    defer { work = [] }
    return (waiter, work)
  }
}
