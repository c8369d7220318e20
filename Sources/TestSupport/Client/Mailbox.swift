import Synchronization

/// Values in the order in which they were put in, for one task at a time that awaits them.
public final class Mailbox<Value: Sendable>: Sendable {
  private struct State {
    var values: [Value] = []
    var taken = 0
    var isClosed = false
    var waiter: CheckedContinuation<Value?, Never>?

    mutating func take() -> Value? {
      guard taken < values.count else { return nil }
      defer {
        taken += 1
        if taken == values.count {
          values.removeAll(keepingCapacity: true)
          taken = 0
        }
      }
      return values[taken]
    }
  }
  private let state = Mutex(State())

  public init() {}

  public func put(_ value: Value) {
    let waiter = state.withLock { state in
      guard !state.isClosed else { return nil as CheckedContinuation<Value?, Never>? }
      if state.waiter == nil { state.values.append(value) }
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume(returning: value)
  }

  /// Nothing more comes; what is there can still be taken.
  public func close() {
    let waiter = state.withLock { state in
      state.isClosed = true
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume(returning: nil)
  }

  /// The next value; nil when none will come any more, or the task was cancelled.
  public func next() async -> Value? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (isKnown, value) = state.withLock { state -> (Bool, Value?) in
          if let value = state.take() { return (true, value) }
          if state.isClosed || Task.isCancelled { return (true, nil) }
          precondition(state.waiter == nil, "two tasks wait for one mailbox")
          state.waiter = continuation
          return (false, nil)
        }
        if isKnown { continuation.resume(returning: value) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        defer { state.waiter = nil }
        return state.waiter
      }
      waiter?.resume(returning: nil)
    }
  }
}
