import HTTP
import JSON
import JSONRPC
import MCP
import Synchronization
import SystemLibraries

// POST in the eras that begin with `initialize`.
extension MCPEndpoint {
  /// - Parameter size: bytes of the body.
  func legacy(_ message: Message, of size: Int, _ fields: HTTPFields) -> Handling {
    var id: RequestID?
    if case .request(let request) = message {
      // Whatever session it names: a client that lost its session begins anew.
      if request.method == "initialize" { return .now(initialize(request)) }
      id = request.id
    }
    do throws(SessionRefusal) {
      let session = try session(fields)
      if id != nil { try checkRoom(for: size, in: session) }
      return exchange(in: session, of: size) { stream, start, respond in
        session.legacy.peer.receive(message, handler: session.messages, on: stream, start: start, respond: respond)
      }
    } catch {
      return .now(error.response(to: id))
    }
  }

  func legacy(batch: [JSON], of size: Int, _ fields: HTTPFields) -> Handling {
    do throws(SessionRefusal) {
      let session = try session(fields)
      if let refusal = refusal(ofBatch: batch, in: session) { return .now(Responses.refusal(400, refusal)) }
      try checkRoom(for: size, in: session)
      return exchange(in: session, of: size / max(1, batch.count)) { stream, start, respond in
        session.legacy.peer.receive(batch: batch, handler: session.messages, on: stream, start: start, respond: respond)
      }
    } catch {
      return .now(error.response(to: nil))
    }
  }

  private func checkRoom(for size: Int, in session: HTTPSession) throws(SessionRefusal) {
    if session.legacy.peer.isFull { throw SessionRefusal(.busy) }
    if !work.hasRoom(for: size) { throw SessionRefusal(.overloaded) }
  }

  private func refusal(ofBatch batch: [JSON], in session: HTTPSession) -> RPCError? {
    if let refusal = session.legacy.peer.refusal(ofBatch: batch, handler: session.messages) { return refusal }
    // 2025-03-26, basic/lifecycle.
    return batch.contains { $0["method"] == "initialize" }
      ? .invalidRequest("\"initialize\" can't be part of a batch.") : nil
  }

  /// Lets a session take what has come, and decides how that is answered.
  private func exchange(
    in session: HTTPSession, of size: Int, _ receive: (ResponseStream, Peer.Start, @escaping Peer.Respond) -> Void
  ) -> Handling {
    let (id, stream) = session.makeRequestStream()
    // The work doesn't end with the connection: in these eras, hanging up is no cancellation.
    receive(stream, { self.work.add($0, of: size) }, { stream.complete($0) })
    if let answer = stream.takeAnswer() { return .now(answer) }
    session.keep(stream, as: id)
    return .later { writer in
      await stream.serve(writer)
      self.clientHasLeft(stream, id, of: session)
    }
  }

  private func initialize(_ request: Request) -> OutgoingResponse {
    let handshake = Handshake(request.params)
    do throws(CryptoError) {
      let id = try sealer.seal(SessionToken(handshake, at: now()).bytes)
      var response = Responses.json(200, server.reply(to: handshake, id: request.id).message(to: request.id))
      response.fields.append(MCPField.sessionID, id)
      return response
    } catch {
      server.log(ServerEvent(name: "session_not_sealed", method: request.method, error: error))
      return Responses.refusal(500, .internalError, id: request.id)
    }
  }
}

// MARK: - Which session

extension MCPEndpoint {
  /// The session that a request names: from memory, or as its id says.
  func session(_ fields: HTTPFields) throws(SessionRefusal) -> HTTPSession {
    // A revision that isn't known went the modern way, so what is there is a legacy one; the session's own counts.
    guard let id = fields[MCPField.sessionID] else { throw SessionRefusal(.missing) }
    if let session = sessions.withLock({ $0[id] }), !isTooOld(session.token) {
      session.use()
      return session
    }
    guard let token = (try? sealer.open(id)).flatMap(SessionToken.init), !isTooOld(token) else {
      throw SessionRefusal(.unknown)
    }
    return try rebuild(token, id)
  }

  private func isTooOld(_ token: SessionToken) -> Bool { now() - token.creation > options.sessionLifetime }

  private func rebuild(_ token: SessionToken, _ id: String) throws(SessionRefusal) -> HTTPSession {
    let session = HTTPSession(token, server: server, options: options, clock: now)
    let (result, growth) = sessions.withLock { sessions -> (Result<HTTPSession, SessionRefusal>, Int) in
      if sessions.hasEnded(token) { return (.failure(SessionRefusal(.unknown)), 0) }
      // Another request of the session may have been quicker.
      if let session = sessions[id] { return (.success(session), 0) }
      let count = sessions.count
      guard sessions.insert(session, as: id) else { return (.failure(SessionRefusal(.full)), 0) }
      return (.success(session), sessions.count - count)
    }
    if growth > 0 { activity.begin() }
    return try result.get()
  }
}

/// Why a request of the legacy eras isn't taken.
struct SessionRefusal: Error {
  enum Reason { case missing, unknown, unknownVersion, unknownEvent, full, busy, overloaded }
  let reason: Reason

  init(_ reason: Reason) { self.reason = reason }

  func response(to id: RequestID?) -> OutgoingResponse {
    switch reason {
    case .missing:
      Responses.refusal(
        400, .invalidRequest("\(MCPField.sessionID) is missing. A session begins with \"initialize\"."), id: id)
    case .unknown:
      // Clients begin anew when they see this status.
      Responses.refusal(404, .invalidRequest("Session not found. Begin a new one with \"initialize\"."), id: id)
    case .unknownVersion:
      Responses.refusal(400, .invalidRequest("\(MCPField.protocolVersion) isn't a revision that is served."), id: id)
    case .unknownEvent:
      Responses.refusal(
        400, .invalidRequest("\(MCPField.lastEventID) isn't an event that can be gone on from."), id: id)
    case .full: Responses.busy(503, "Too many sessions are in use.", id: id)
    case .busy: Responses.busy(429, "Too many requests of this session are in flight.", id: id)
    case .overloaded: Responses.busy(429, "Too many requests are in flight.", id: id)
    }
  }
}
