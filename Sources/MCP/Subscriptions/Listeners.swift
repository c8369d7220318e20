import JSONRPC
import Synchronization

/// The listening requests of the modern era that belong together: those of one connection, or of one principal.
public final class Listeners: Sendable {
  private struct State {
    /// In the order in which they came.
    var listeners: [Listener] = []
    var hasEnded = false
  }
  private let limit: Int
  private let state = Mutex(State())

  /// - Parameter limit: how many may be open.
  public init(limit: Int) { self.limit = limit }

  func open(_ listener: Listener) throws(RPCError) {
    try state.withLock { state throws(RPCError) in
      guard state.listeners.count < limit else {
        throw .invalidParams("At most \(limit) subscriptions can be open.")
      }
      state.listeners.append(listener)
      // Under the lock, so that no change can be told before it.
      listener.acknowledge()
      if state.hasEnded { listener.end.end() }
    }
  }

  func close(_ listener: Listener) {
    // Not by id: clients choose their ids, and several clients may be behind one principal.
    state.withLock { $0.listeners.removeAll { $0.end === listener.end } }
  }

  /// Ends all, now and in future: each listening request gets its result.
  public func end() {
    let listeners = state.withLock { state in
      state.hasEnded = true
      return state.listeners
    }
    for listener in listeners { listener.end.end() }
  }
}

extension Listeners: ChangeObserver {
  public func changed(_ change: Change) {
    for listener in state.withLock({ $0.listeners }) where listener.filter.admits(change) {
      listener.notify(change.method) { writer in
        if let uri = change.uri { writer.member("uri", uri) }
      }
    }
  }
}
