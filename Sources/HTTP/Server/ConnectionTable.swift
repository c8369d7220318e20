import Synchronization

/// The connections of a server, and who waits for their number to change.
final class ConnectionTable: Sendable {
  private struct State {
    /// By their sockets.
    var open: [Int32: Connection] = [:]
    /// Connections whose tasks have not ended. One that is closed counts as long as work for it goes on.
    var tasks = 0
    var acceptors: [WakeUp] = []

    var isEmpty: Bool { open.isEmpty && acceptors.isEmpty }
  }
  private let state = Mutex(State())
  private let limit: Int
  private let becameOccupied = WakeUp()
  private let becameEmpty = WakeUp()
  private let turns = Atomic(0)

  init(limit: Int) { self.limit = limit }

  var count: Int { state.withLock { $0.open.count } }
  var isFull: Bool { state.withLock { $0.tasks >= limit } }

  /// A number that grows, so that connections can be put in the order in which they became idle.
  func nextTurn() -> Int { turns.wrappingAdd(1, ordering: .relaxed).newValue }

  func insert(_ connection: Connection) {
    state.withLock { state in
      state.open[connection.socket] = connection
      state.tasks += 1
    }
    becameOccupied.wake()
  }

  /// The connection is about to be closed.
  func remove(_ connection: Connection) {
    let isEmpty = state.withLock { state in
      state.open[connection.socket] = nil
      return state.isEmpty
    }
    if isEmpty { becameEmpty.wake() }
  }

  /// The connection's task has ended.
  func leave() {
    let acceptors = state.withLock { state in
      state.tasks -= 1
      return state.tasks == limit - 1 ? state.acceptors : []
    }
    for acceptor in acceptors { acceptor.wake() }
  }

  func forEach(_ body: (Connection) -> Void) {
    for connection in state.withLock({ Array($0.open.values) }) { body(connection) }
  }

  /// Asks some of the connections that have been idle for longest to end.
  func makeRoom() {
    let idle = state.withLock { Array($0.open.values) }.compactMap { connection in
      connection.idleSince.map { (since: $0, connection: connection) }
    }
    for (_, connection) in idle.sorted(by: { $0.since < $1.since }).prefix(max(1, min(limit / 32, 32))) {
      connection.signal(.makeRoom)
    }
  }

  func addAcceptor(_ acceptor: WakeUp) { state.withLock { $0.acceptors.append(acceptor) } }

  func removeAcceptor(_ acceptor: WakeUp) {
    let isEmpty = state.withLock { state in
      state.acceptors.removeAll { $0 === acceptor }
      return state.isEmpty
    }
    if isEmpty { becameEmpty.wake() }
  }

  func wakeAcceptors() {
    for acceptor in state.withLock({ $0.acceptors }) { acceptor.wake() }
  }

  /// Waits until there are connections, or the task is cancelled.
  func occupied() async {
    await withTaskCancellationHandler {
      while count == 0, !Task.isCancelled { await becameOccupied.wait() }
    } onCancel: {
      becameOccupied.wake()
    }
  }

  /// Waits until no connection is open and none is accepted any more.
  func empty() async {
    while !state.withLock({ $0.isEmpty }) { await becameEmpty.wait() }
  }
}
