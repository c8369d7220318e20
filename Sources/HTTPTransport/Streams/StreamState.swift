import HTTP

/// What has become of the answer to one request, or of one standalone stream of events: which bytes leave when.
///
/// Whether an answer is one JSON text or a stream of events is decided as late as possible: the first message that isn't the
/// answer decides for a stream, and so does a long silence.
struct StreamState {
  enum Action: Equatable {
    case send(OutgoingResponse)
    case start
    case write([UInt8])
    case finish
  }

  private enum Phase { case undecided, events, ended }

  /// Makes a stream resumable: how its events are named, and for how long they are kept.
  struct Resumption {
    /// What the ids of the events begin with; the number follows.
    let name: String
    /// Whether the first event is one without data, so that a client can resume before it has heard anything (2025-11-25).
    let isPrimed: Bool
    let limits: ReplayBuffer.Limits
  }

  /// Beats of silence after which a sign of life is given.
  private static let patience = 3

  private let resumption: Resumption?
  private var phase = Phase.undecided
  private var isAttached = false
  /// The answer is among the events, or is what `answer` holds.
  private(set) var isComplete = false
  private var answer: OutgoingResponse?
  /// Events, for a client that resumes; without resumption only until one is attached.
  private var backlog: ReplayBuffer
  private(set) var lastNumber = 0
  private var quietBeats = 0
  /// Milliseconds until the client may come back, when the stream is to be interrupted as soon as there is a client.
  private var interruption: Int64?

  /// The stream of a request.
  init(resumption: Resumption? = nil) {
    self.resumption = resumption
    backlog = ReplayBuffer(limits: resumption?.limits ?? .untilAttached)
  }

  /// A stream without a request.
  init(standalone resumption: Resumption, at time: Int64) {
    self.init(resumption: resumption)
    _ = commit(at: time)
  }

  /// True when nothing can come of the stream any more.
  var hasEnded: Bool { phase == .ended || (isComplete && !isAttached && answer == nil && backlog.isEmpty) }
  /// True when a client that comes back finds something here.
  var isResumable: Bool { resumption != nil && phase == .events && !hasEnded }
  var hasClient: Bool { isAttached }
}

// MARK: - What the server does

extension StreamState {
  /// Sends a message that isn't the answer.
  mutating func send(_ message: [UInt8], at time: Int64) -> [Action] {
    guard phase != .ended, !isComplete else { return [] }
    return commit(at: time) + emit(message, at: time)
  }

  /// Gives the answer.
  /// - Parameter message: nil when there is nothing to say.
  mutating func complete(_ message: [UInt8]?, status: Int, at time: Int64) -> [Action] {
    guard phase != .ended, !isComplete else { return [] }
    isComplete = true
    guard phase == .undecided else {
      let actions = message.map { emit($0, at: time) } ?? []
      return isAttached ? actions + finish() : actions
    }
    let response = message.map { Responses.json(status, $0) } ?? Responses.accepted
    guard isAttached else {
      answer = response
      return []
    }
    phase = .ended
    isAttached = false
    return [.send(response)]
  }

  /// Interrupts the stream, if the client knows how to come back: for long work that needs no connection meanwhile.
  mutating func interrupt(retryAfter milliseconds: Int64, at time: Int64) -> [Action] {
    guard let resumption, resumption.isPrimed, phase != .ended, !isComplete else { return [] }
    let actions = commit(at: time)
    guard isAttached else {
      interruption = milliseconds
      return []
    }
    return actions + [.write(ServerSentEvent.retry(after: milliseconds))] + finish()
  }

  /// Time passes: some seconds, the same with each beat.
  mutating func beat(at time: Int64) -> [Action] {
    backlog.expire(at: time)
    guard isAttached else { return [] }
    quietBeats += 1
    guard quietBeats >= Self.patience else { return [] }
    quietBeats = 0
    return commit(at: time) + [.write(ServerSentEvent.keepAlive)]
  }

  /// Ends the stream for good, without an answer.
  mutating func end() -> [Action] {
    defer {
      phase = .ended
      isAttached = false
      backlog.removeAll()
      answer = nil
    }
    guard isAttached else { return [] }
    return phase == .events ? [.finish] : [.send(Responses.accepted)]
  }

  /// Gives the answer before there is a client to send it to.
  /// - Returns: all there is to send; nil when the stream was at its end already.
  mutating func answer(_ message: [UInt8], status: Int, at time: Int64) -> OutgoingResponse? {
    // Nothing was said before it, as with nearly all.
    if phase == .undecided, !isComplete, !isAttached {
      (phase, isComplete) = (.ended, true)
      return Responses.json(status, message)
    }
    _ = complete(message, status: status, at: time)
    return takeAnswer()
  }

  /// The whole answer, if it was given before there was a client to send it to.
  mutating func takeAnswer() -> OutgoingResponse? {
    guard isComplete, phase != .ended, !isAttached else { return nil }
    let response = answer ?? Responses.events(backlog.bytes(after: 0))
    _ = end()
    return response
  }
}

// MARK: - What the client does

extension StreamState {
  /// A client begins to listen.
  /// - Parameter number: the last event that it has heard.
  mutating func attach(after number: Int = 0) -> [Action] {
    if let answer {
      self.answer = nil
      phase = .ended
      return [.send(answer)]
    }
    switch phase {
    case .ended: return [.start, .finish]
    case .undecided:
      isAttached = true
      return []
    case .events:
      isAttached = true
      quietBeats = 0
      var actions = [Action.start]
      let missed = backlog.bytes(after: number)
      if !missed.isEmpty { actions.append(.write(missed)) }
      if resumption == nil { backlog.removeAll() }
      if isComplete { return actions + finish() }
      guard let interruption else { return actions }
      self.interruption = nil
      return actions + [.write(ServerSentEvent.retry(after: interruption))] + finish()
    }
  }

  /// The client is gone. What it doesn't know how to come back to is over.
  mutating func detach() {
    isAttached = false
    if phase == .undecided || resumption == nil {
      phase = .ended
      backlog.removeAll()
    }
  }
}

extension StreamState {
  /// Makes it a stream of events, if that isn't decided yet.
  private mutating func commit(at time: Int64) -> [Action] {
    guard phase == .undecided else { return [] }
    phase = .events
    let start: [Action] = isAttached ? [.start] : []
    return resumption?.isPrimed == true ? start + emit(nil, at: time) : start
  }

  private mutating func emit(_ message: [UInt8]?, at time: Int64) -> [Action] {
    quietBeats = 0
    lastNumber += 1
    let number = lastNumber
    let event = ServerSentEvent.message(message, id: resumption.map { "\($0.name)-\(number)" })
    if resumption != nil || !isAttached { backlog.append(event, number: number, at: time) }
    return isAttached ? [.write(event)] : []
  }

  private mutating func finish() -> [Action] {
    isAttached = false
    if resumption == nil { phase = .ended }
    return [.finish]
  }
}

extension ReplayBuffer.Limits {
  /// For events that wait for their first client, which is about to come.
  fileprivate static let untilAttached = ReplayBuffer.Limits(count: .max, bytes: .max, age: .max)
}
