extension ConnectionSteps {
  /// Takes note of what has happened; the next step acts on it.
  mutating func react(to signals: Connection.Signals) {
    if signals.contains(.cut) { return phase = .closed(abruptly: true) }
    if !signals.isDisjoint(with: [.readable, .endOfInput]) { mayRead = true }
    if !signals.isDisjoint(with: [.writable, .output, .answered]) { needsFlush = true }
    if signals.contains(.endOfInput) { inputEnds = true }
    if signals.contains(.hangup) { hangup() }
    if signals.contains(.answered) { answered() }
    if signals.contains(.timeOver) { timeIsOver() }
    if signals.contains(.stop) || (signals.contains(.makeRoom) && phase == .requests && isIdle) {
      isStopping = true
      // A request that has just come is under way, too.
      mayRead = true
    }
  }

  private mutating func hangup() {
    isGone = true
    switch phase {
    case .requests:
      // What was sent before may be a message that needs no answer. Reading tells when that was all.
      (mayRead, inputEnds, needsFlush) = (true, true, true)
    case .answer, .lastWords, .linger:
      phase = .closed(abruptly: true)
    case .closed:
      break
    }
  }

  private mutating func answered() {
    guard phase == .answer, let keepsAlive = connection.takeAnswer() else { return }
    (bodyBytes, hasProgressed, hasBuffered) = (0, true, true)
    phase = .requests
    if !keepsAlive { finish() }
  }

  private mutating func timeIsOver() {
    switch phase {
    case .requests:
      if isIdle {
        phase = .closed(abruptly: false)
      } else if awaited != .nothing {
        refuse(RequestRefusal(status: 408, message: "The request took too long."))
      }
    case .linger:
      phase = .closed(abruptly: true)
    case .answer, .lastWords, .closed:
      // The time was over in the moment in which what was awaited came.
      break
    }
  }
}
