import EventLoop

extension ConnectionSteps {
  /// Requests that are answered in place before other connections get their turn.
  private static let batch = 16

  /// Reads once, and answers what has come. What is ready together leaves in one write.
  mutating func serve() {
    server.scratch.use { scratch in
      if hasBuffered, !isOverfull { answerBuffered(&scratch.output) }
      let isFree = phase == .requests && !hasBuffered && !isOverfull || phase == .answer && mayReadAhead
      if mayRead, isFree {
        decoder.enter(&scratch.input, for: ScratchBuffers.readSize)
        read()
        if hasBuffered { answerBuffered(&scratch.output) }
        decoder.leave(&scratch.input)
      }
      coverInput(&scratch.output)
      if !scratch.output.isEmpty, !isClosed {
        settle(connection.write(&scratch.output))
      } else if needsFlush, !isClosed {
        settle(connection.flush())
      }
    }
  }

  private mutating func read() {
    let socket = connection.socket
    var transfer = Transfer.failed
    _ = decoder.fill(ScratchBuffers.readSize) { buffer in
      transfer = SocketCalls.receive(from: socket, into: buffer)
      return if case .moved(let count) = transfer { count } else { 0 }
    }
    switch transfer {
    case .moved(0):
      (inputIsOver, mayRead) = (true, false)
    case .moved(let count):
      hasBuffered = true
      // Less than there was room for: the rest is not here yet, and its arrival will be an event. The end was one already.
      mayRead = count == ScratchBuffers.readSize || inputEnds
    case .wouldBlock:
      mayRead = false
    case .failed:
      phase = .closed(abruptly: true)
    }
    if !mayRead, !inputIsOver { server.loop.arm(connection.socket, for: .read) }
  }

  /// Answers the requests that the decoder holds, as long as that needs no waiting.
  private mutating func answerBuffered(_ output: inout [UInt8]) {
    hasBuffered = false
    var answered = 0
    while phase == .requests {
      if answered == Self.batch || isOverfull {
        hasBuffered = true
        return
      }
      do throws(RequestRefusal) {
        guard let event = try decoder.next() else { return }
        switch event {
        case .head(let head, let plan):
          admitted = Admitted(admission: server.handler.admission(of: head), terms: AnswerTerms(head, plan))
          admit(plan, &output)
        case .sameHead(let plan):
          admit(plan, &output)
        case .body(let body):
          answer(body, &output)
          answered += 1
        }
      } catch {
        refuse(error, &output)
      }
      if output.count >= OutputQueue.writeSize {
        settle(connection.write(&output))
        answered = Self.batch
      }
    }
    hasBuffered = phase == .answer
  }

  private mutating func admit(_ plan: BodyPlan, _ output: inout [UInt8]) {
    guard let admitted else { return }
    guard var response = admitted.admission.refusal() else {
      request = .admitted
      if plan.expectsContinue { ResponseEncoder.continue100(into: &output) }
      return
    }
    if plan.length != .none { response.closesConnection = true }
    request = .refused
    if !admitted.terms.write(response, of: server, into: &output) { finish() }
  }

  private mutating func answer(_ body: ArraySlice<UInt8>, _ output: inout [UInt8]) {
    defer { (request, hasProgressed, hasServed) = (nil, true, true) }
    guard request == .admitted, let admitted else { return }
    switch admitted.admission.answer(body.span) {
    case .now(let response):
      if !admitted.terms.write(response, of: server, into: &output) { finish() }
    case .later(let work):
      phase = .answer
      bodyBytes = body.count
      let writer = AnswerWriter(connection, admitted.terms)
      begin {
        await work(writer)
        writer.end()
      }
    }
  }

  /// Answers what can't be taken, and closes.
  private mutating func refuse(_ refusal: RequestRefusal, _ output: inout [UInt8]) {
    let response = OutgoingResponse(plain: refusal.status, refusal.message, closesConnection: true)
    _ = AnswerTerms.closing.write(response, of: server, into: &output)
    finish()
  }

  mutating func refuse(_ refusal: RequestRefusal) {
    var output: [UInt8] = []
    refuse(refusal, &output)
    settle(connection.write(&output))
  }

  /// Nothing is answered any more.
  mutating func finish() {
    // Closing a socket with something unread tells the client to forget what it hasn't read either.
    phase = .lastWords(lingers: mayRead || !isIdle)
  }

  /// Makes sure that there is memory for what was taken in.
  private mutating func coverInput(_ output: inout [UInt8]) {
    let held = decoder.bufferedBytes + decoder.incompleteBodyBytes + bodyBytes
    let isCovered = server.memory.cover(held, taken: &taken)
    // What is read while a request is worked on has a limit of its own.
    if !isCovered, phase == .requests {
      refuse(RequestRefusal(status: 503, message: "The server has too much to do."), &output)
    }
  }

  /// Drops what the client sends after the last answer.
  mutating func drop() {
    guard mayRead else { return }
    var transfer = Transfer.failed
    server.scratch.use { scratch in
      transfer = scratch.input.withUnsafeMutableBytes { SocketCalls.receive(from: connection.socket, into: $0) }
    }
    switch transfer {
    case .moved(0), .failed:
      phase = .closed(abruptly: false)
    case .moved(let count):
      dropped += count
      if dropped > server.options.limits.bodyBytes { phase = .closed(abruptly: true) }
    case .wouldBlock:
      mayRead = false
      server.loop.arm(connection.socket, for: .read)
    }
  }
}
