import Synchronization

/// Places where tasks wait until they are let through: how tests decide in which order things end, without clocks.
public final class Gates: Sendable {
  private struct State {
    var open: Set<String> = []
    var waiting: [(name: String, id: UInt64, continuation: CheckedContinuation<Void, Never>)] = []
    var last: UInt64 = 0
  }
  private let state = Mutex(State())

  public init() {}

  /// Opens a gate for those who wait at it and for all who come later.
  public func open(_ name: String) {
    let waiters = state.withLock { state in
      state.open.insert(name)
      defer { state.waiting.removeAll { $0.name == name } }
      return state.waiting.filter { $0.name == name }
    }
    for waiter in waiters { waiter.continuation.resume() }
  }

  /// Waits until the gate is open.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func pass(_ name: String) async throws(CancellationError) {
    let id = state.withLock { state in
      state.last += 1
      return state.last
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOpen = state.withLock { state in
          if state.open.contains(name) || Task.isCancelled { return true }
          state.waiting.append((name, id, continuation))
          return false
        }
        if isOpen { continuation.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        let index = state.waiting.firstIndex { $0.id == id }
        return index.map { state.waiting.remove(at: $0) }
      }
      waiter?.continuation.resume()
    }
    if Task.isCancelled { throw CancellationError() }
  }

  /// Tasks that wait at a gate now.
  public func waiting(at name: String) -> Int { state.withLock { $0.waiting.count { $0.name == name } } }
}
