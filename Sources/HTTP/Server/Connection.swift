import EventLoop
import Synchronization

/// One client's socket: what its task, the loop, the time limits and those who answer share of it.
///
/// Everything that is read, decoded and closed is the matter of its steps (`ConnectionSteps`), which its task does, or the loop
/// while the task waits. The others leave bytes and signals here.
final class Connection: ReadinessObserver {
  let socket: Int32
  let server: HTTPServer

  struct State {
    var signals: Signals = []
    /// The task, while it has nothing to do.
    var task: UnsafeContinuation<Signals, Never>?
    var output = OutputQueue()
    /// What the output has taken of the memory budget.
    var taken = 0
    var isClosed = false
    var answer = Answer.none
    /// Tells the answer under way from earlier ones.
    var answerNumber = 0
    var awaited = Awaited.firstRequest
    /// The tick since which `awaited` is awaited.
    var since: Int
    /// When it came, or was answered last, among the turns of all connections.
    var turn: Int
    /// The tick of the last progress of the output.
    var progress = 0
  }
  let shared: Mutex<State>
  /// Nil before the connection's task has begun and after it has ended. Taken before `shared` where both are.
  let steps = Mutex<ConnectionSteps?>(nil)

  init(socket: Int32, server: HTTPServer) {
    self.socket = socket
    self.server = server
    shared = Mutex(State(since: server.times.now, turn: server.connections.nextTurn()))
  }
}

extension Connection {
  /// What happened since the task last looked.
  struct Signals: OptionSet {
    let rawValue: UInt16

    static let readable = Signals(rawValue: 1)
    static let writable = Signals(rawValue: 2)
    /// The client sends no more after what there is to read.
    static let endOfInput = Signals(rawValue: 4)
    static let hangup = Signals(rawValue: 8)
    /// Bytes of an answer under way are to be written.
    static let output = Signals(rawValue: 16)
    /// The answer under way is complete.
    static let answered = Signals(rawValue: 32)
    /// What is awaited took too long.
    static let timeOver = Signals(rawValue: 64)
    /// The server stops: what is under way may be finished.
    static let stop = Signals(rawValue: 128)
    /// The connection ends at once.
    static let cut = Signals(rawValue: 256)
    /// Another connection needs the place of this one, which was idle.
    static let makeRoom = Signals(rawValue: 512)
    /// The loop has done a step, and left something that only the task can do.
    static let left = Signals(rawValue: 1024)
  }

  /// The answer to a request that is worked on in a task of its own.
  enum Answer: Equatable {
    case none
    case expected
    /// `keepsAlive`: whether the connection goes on after it.
    case streaming(keepsAlive: Bool)
    case complete(keepsAlive: Bool)
  }

  /// What the client has to do next, which has its time limit.
  enum Awaited {
    case firstRequest, head, body, nextRequest, end, nothing
  }

  /// Changes the state and tells the task what it must know of it.
  func update<Result>(_ body: (inout State) -> Result) -> Result {
    let (result, task, signals) = shared.withLock { state in
      let result = body(&state)
      guard !state.signals.isEmpty, let task = state.task else {
        return (result, nil as UnsafeContinuation<Signals, Never>?, [] as Signals)
      }
      defer { (state.task, state.signals) = (nil, []) }
      return (result, task, state.signals)
    }
    task?.resume(returning: signals)
    return result
  }

  func signal(_ signals: Signals) { update { $0.signals.formUnion(signals) } }

  /// Waits for signals.
  func next(waiting wait: ConnectionSteps.Wait) async -> Signals {
    await withUnsafeContinuation { continuation in
      let signals = shared.withLock { state in
        let signals = state.takeSignals(waiting: wait, on: server)
        if signals.isEmpty { state.task = continuation }
        return signals
      }
      if !signals.isEmpty { continuation.resume(returning: signals) }
    }
  }

  /// Takes note of what is awaited after a step that wasn't the task's.
  func note(_ wait: ConnectionSteps.Wait) {
    shared.withLock { $0.note(wait, on: server) }
  }

  /// The signals that there are, for a task that has something to do anyway.
  func takeSignals(waiting wait: ConnectionSteps.Wait) -> Signals {
    shared.withLock { $0.takeSignals(waiting: wait, on: server) }
  }

  /// Looks at the time limits, once a tick.
  func checkTime() {
    let (now, limits) = (server.times.now, server.times.ticks)
    update { state in
      if state.output.pending > 0, now - state.progress >= limits.write { state.signals.insert(.cut) }
      let limit =
        switch state.awaited {
        case .firstRequest, .head: limits.head
        case .body: limits.body
        case .nextRequest: limits.idle
        case .end: limits.linger
        case .nothing: Int.max
        }
      // Who still takes an answer isn't idle.
      if state.awaited == .nextRequest, state.output.pending > 0 { return }
      if now - state.since >= limit { state.signals.insert(.timeOver) }
    }
  }

  /// The turn since which it waits for a request's first byte; nil when it is busy.
  var idleSince: Int? {
    shared.withLock { state in
      let isIdle = state.awaited == .nextRequest || state.awaited == .firstRequest
      return isIdle && state.output.pending == 0 ? state.turn : nil
    }
  }

  var isStreaming: Bool {
    shared.withLock { if case .streaming = $0.answer { true } else { false } }
  }

  /// Whether the connection goes on after the answer, which is complete; nil when it isn't.
  func takeAnswer() -> Bool? {
    shared.withLock { state in
      guard case .complete(let keepsAlive) = state.answer else { return nil }
      state.answer = .none
      return keepsAlive
    }
  }

  /// Closes the socket and drops what was to be written.
  func close(abruptly: Bool) {
    shared.withLock { state in
      state.isClosed = true
      state.output.removeAll()
      _ = server.memory.cover(0, taken: &state.taken)
    }
    server.connections.remove(self)
    server.loop.unwatch(socket)
    if abruptly { SocketCalls.reset(socket) } else { SocketCalls.close(socket) }
  }
}

extension Connection.State {
  fileprivate mutating func takeSignals(
    waiting wait: ConnectionSteps.Wait, on server: HTTPServer
  ) -> Connection.Signals {
    note(wait, on: server)
    defer { signals = [] }
    return signals
  }

  fileprivate mutating func note(_ wait: ConnectionSteps.Wait, on server: HTTPServer) {
    if wait.hasProgressed { turn = server.connections.nextTurn() }
    if wait.hasProgressed || wait.awaited != awaited { since = server.times.now }
    awaited = wait.awaited
  }
}
