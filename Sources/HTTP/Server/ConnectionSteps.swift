import EventLoop

/// How a connection is read, decoded, answered and closed: a step at a time, which never waits.
struct ConnectionSteps {
  enum Phase: Equatable {
    /// Reads requests, and answers them in place.
    case requests
    /// A request is worked on in a task of its own. What comes meanwhile waits.
    case answer
    /// The last answer is written. With `lingers` the client still sends, and would lose the answer if that were refused.
    case lastWords(lingers: Bool)
    /// Everything is said; what the client sends is dropped until it has noticed.
    case linger
    case closed(abruptly: Bool)
  }

  let connection: Connection
  let server: HTTPServer
  var phase = Phase.requests
  var decoder: RequestDecoder
  /// What the last head has led to.
  var admitted: Admitted?
  /// The request whose head was handed out and whose body wasn't.
  var request: Request?
  /// There may be something to read: nothing has said otherwise since the last event.
  var mayRead = false
  /// The client sends no more after what there is to read.
  var inputEnds = false
  /// All that the client has sent was read.
  var inputIsOver = false
  /// The client takes no more answers.
  var isGone = false
  /// It was found out whether the client, which sends no more, is still there for the answer under way.
  private var hasProbed = false
  /// The decoder may hold complete requests.
  var hasBuffered = false
  var needsFlush = false
  /// Bytes of answers that the client has not taken, as of the last write.
  var pending = 0
  /// Something was answered since the task last waited.
  var hasProgressed = false
  var hasServed = false
  var isStopping = false
  /// Work that a request needs, until the task begins it.
  private(set) var work: Work?
  /// Bytes of the body that is worked on.
  var bodyBytes = 0
  /// What the input has taken of the memory budget.
  var taken = 0
  /// Bytes dropped while lingering.
  var dropped = 0

  struct Admitted {
    let admission: any RequestAdmission
    let terms: AnswerTerms
  }

  typealias Work = @Sendable () async -> Void

  /// What comes after a step.
  enum End {
    /// More is to be done, after others have had their turn.
    case goesOn(Wait)
    case waits(Wait)
    case closed(abruptly: Bool)
  }

  /// What the connection waits for.
  struct Wait {
    let awaited: Connection.Awaited
    /// A time limit begins anew even if the same is awaited as before.
    let hasProgressed: Bool
  }

  enum Request {
    case admitted
    /// Answered already; its body, which is empty, is still to come.
    case refused
  }

  init(_ connection: Connection) {
    self.connection = connection
    server = connection.server
    decoder = RequestDecoder(limits: connection.server.options.limits)
  }

  /// Does what can be done now.
  mutating func step(after signals: Connection.Signals) -> End {
    react(to: signals)
    let goesOn = step()
    if case .closed(let abruptly) = phase {
      _ = server.memory.cover(0, taken: &taken)
      return .closed(abruptly: abruptly)
    }
    return goesOn ? .goesOn(takeWait()) : .waits(takeWait())
  }

  /// Does what can be done now, while the task waits. Nil when something is left for the task.
  mutating func stepInPlace(after signals: Connection.Signals) -> Wait? {
    react(to: signals)
    let goesOn = step()
    return goesOn || isClosed || work != nil ? nil : takeWait()
  }

  private mutating func takeWait() -> Wait {
    defer { hasProgressed = false }
    return Wait(awaited: awaited, hasProgressed: hasProgressed)
  }

  mutating func begin(_ work: @escaping Work) { (self.work, hasProbed) = (work, false) }

  mutating func takeWork() -> Work? {
    defer { work = nil }
    return work
  }

  /// True when there is more to do, after others have had their turn.
  private mutating func step() -> Bool {
    switch phase {
    case .requests, .answer:
      serve()
      probe()
    case .lastWords:
      if needsFlush { settle(connection.flush()) }
    case .linger:
      drop()
    case .closed:
      return false
    }
    moveOn()
    return switch phase {
    case .requests: hasBuffered ? !isOverfull : mayRead
    case .answer: mayRead && mayReadAhead
    case .linger: mayRead
    case .lastWords, .closed: false
    }
  }

  /// Finds out whether somebody still waits for the answer under way, where the end of input may mean either: work for clients that
  /// have gone must not keep others waiting. An interim response (RFC 9110 section 15.2) is nothing to a client that only ended
  /// its side; the system of one that closed refuses it, which is a hangup.
  private mutating func probe() {
    guard phase == .answer, inputEnds || inputIsOver, !hasProbed, admitted?.terms.isHTTP10 == false else { return }
    hasProbed = true
    settle(connection.probe())
  }

  /// Goes to the next phase where everything for it is there.
  private mutating func moveOn() {
    if phase == .requests, !hasBuffered {
      if inputIsOver || (isStopping && isIdle && !mayRead) { phase = .lastWords(lingers: false) }
    }
    // Work for a client that is gone, or has closed its side of a stream.
    if phase == .answer, isGone || ((inputEnds || inputIsOver) && connection.isStreaming) {
      phase = .closed(abruptly: isGone)
    }
    if case .lastWords(let lingers) = phase, pending == 0 {
      phase = lingers && !inputIsOver ? .linger : .closed(abruptly: false)
      if phase == .linger {
        SocketCalls.endOutput(of: connection.socket)
        mayRead = true
      }
    }
  }
}

extension ConnectionSteps {
  var isClosed: Bool { if case .closed = phase { true } else { false } }

  /// Between two requests, as far as was read.
  var isIdle: Bool { request == nil && decoder.isIdle }

  /// The client has to take answers before it is served further.
  var isOverfull: Bool { pending > min(server.options.outputLimit, MemoryBudget.allowance) }

  /// Another request's bytes may be taken in while one is worked on, if only to hear of the input's end.
  var mayReadAhead: Bool { !isOverfull && decoder.bufferedBytes < MemoryBudget.allowance }

  var awaited: Connection.Awaited {
    switch phase {
    case .requests:
      // It is the client's turn to read, which has its own limit.
      if hasBuffered || isOverfull { return .nothing }
      if decoder.isReadingBody { return .body }
      return !decoder.isIdle ? .head : hasServed ? .nextRequest : .firstRequest
    case .linger: return .end
    case .answer, .lastWords, .closed: return .nothing
    }
  }

  /// Takes note of what a write has left.
  mutating func settle(_ written: Connection.Written) {
    needsFlush = false
    switch written {
    case .pending(let bytes): pending = bytes
    case .failed: phase = .closed(abruptly: true)
    }
    if pending > 0 { server.loop.arm(connection.socket, for: .write) }
  }
}
