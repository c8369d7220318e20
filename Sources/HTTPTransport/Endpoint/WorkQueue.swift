import Synchronization

/// Work that must not end with the connection that brought it, on its way to the task group that does it.
final class WorkQueue: Sendable {
  typealias Work = @Sendable () async -> Void

  fileprivate struct State {
    var work: [Work] = []
    /// What was added and isn't done.
    var count = 0
    var bytes = 0
    var isClosed = false
    var waiter: CheckedContinuation<[Work], Never>?
  }
  private let state = Mutex(State())
  private let limit: Int
  private let byteLimit: Int

  /// - Parameters:
  ///   - limit: pieces of work that may be there or under way at a time.
  ///   - byteLimit: the sizes of all of them together.
  init(limit: Int, byteLimit: Int) {
    self.limit = limit
    self.byteLimit = byteLimit
  }

  /// Whether work of a size may be added. It isn't refused by `add` itself, since by then its request was taken.
  func hasRoom(for size: Int) -> Bool {
    state.withLock { $0.count < limit && size <= byteLimit - $0.bytes }
  }

  /// - Parameter size: bytes that the work keeps.
  func add(_ work: @escaping Work, of size: Int) {
    let waiter = state.withLock { state in
      state.count += 1
      state.bytes += size
      state.work.append {
        await work()
        self.state.withLock { ($0.count, $0.bytes) = ($0.count - 1, $0.bytes - size) }
      }
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
