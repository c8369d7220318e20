/// Where the task that works on a request leaves its answer: bytes for the connection's task to write.
final class AnswerWriter: ResponseWriter {
  private let connection: Connection
  private let number: Int
  private let terms: AnswerTerms

  /// Begins the answer to the connection's current request.
  init(_ connection: Connection, _ terms: AnswerTerms) {
    self.connection = connection
    self.terms = terms
    number = connection.update { state in
      state.answer = .expected
      state.answerNumber += 1
      return state.answerNumber
    }
  }

  func send(_ response: OutgoingResponse) {
    change { state in
      guard state.answer == .expected else { return }
      send(response, &state)
    }
  }

  func start(status: Int, fields: HTTPFields) {
    change { state in
      guard state.answer == .expected else { return }
      var keepsAlive: Bool?
      state.append(at: server.times.now) {
        keepsAlive = terms.writeHead(status: status, fields, of: server, into: &$0)
      }
      guard let keepsAlive else { return send(OutgoingResponse(plain: 500), &state) }
      state.answer = .streaming(keepsAlive: keepsAlive)
      state.signals.insert(.output)
    }
  }

  func write(_ bytes: [UInt8]) {
    change { state in
      guard case .streaming = state.answer, !terms.isHEAD, !bytes.isEmpty else { return }
      // One piece may pass the limit, however large: it is there already.
      let isSlow = state.output.pending > server.options.outputLimit
      guard !isSlow || connection.flush(&state).isAtMost(server.options.outputLimit) else { return cut(&state) }
      state.append(at: server.times.now) { output in
        if terms.isHTTP10 { output += bytes } else { ResponseEncoder.chunk(bytes, into: &output) }
      }
      // Work that doesn't wait between its writes leaves the connection's task no turn.
      if state.output.pending >= OutputQueue.writeSize, connection.flush(&state) == .failed { return cut(&state) }
      state.signals.insert(.output)
    }
  }

  func finish() {
    change { state in
      guard case .streaming(let keepsAlive) = state.answer else { return }
      if !terms.isHEAD, !terms.isHTTP10 {
        state.append(at: server.times.now) { ResponseEncoder.lastChunk(into: &$0) }
      }
      complete(keepsAlive: keepsAlive, &state)
    }
  }

  func cut() { change { cut(&$0) } }

  /// The work has returned; what it owes, the client is told.
  func end() {
    change { state in
      switch state.answer {
      case .expected: send(OutgoingResponse(plain: 500), &state)
      // Without its last chunk, so that the client can't take it for whole.
      case .streaming: complete(keepsAlive: false, &state)
      case .none, .complete: break
      }
    }
  }

  private var server: HTTPServer { connection.server }

  private func change(_ body: (inout Connection.State) -> Void) {
    connection.update { state in
      if !state.isClosed, state.answerNumber == number { body(&state) }
    }
  }

  private func send(_ response: OutgoingResponse, _ state: inout Connection.State) {
    var keepsAlive = false
    state.append(at: server.times.now) { keepsAlive = terms.write(response, of: server, into: &$0) }
    complete(keepsAlive: keepsAlive, &state)
  }

  private func complete(keepsAlive: Bool, _ state: inout Connection.State) {
    state.answer = .complete(keepsAlive: keepsAlive)
    state.signals.insert(.answered)
  }

  private func cut(_ state: inout Connection.State) {
    state.answer = .none
    state.signals.insert(.cut)
  }
}

extension Connection.Written {
  fileprivate func isAtMost(_ limit: Int) -> Bool {
    if case .pending(let bytes) = self { bytes <= limit } else { false }
  }
}
