import HTTP
import JSONRPC
import MCP
import Synchronization

// GET and DELETE, of the eras that begin with `initialize`.
extension MCPEndpoint {
  /// GET: a stream for what belongs to no request, or the rest of one that was broken off.
  func listen(_ head: RequestHead) -> Handling {
    do throws(SessionRefusal) {
      try checkVersion(head.fields)
      let session = try session(head.fields)
      guard let text = head.fields[MCPField.lastEventID] else { return listen(in: session) }
      guard let event = EventID(text) else { throw SessionRefusal(.unknownEvent) }
      return try resume(after: event, in: session)
    } catch {
      return .now(error.response(to: nil))
    }
  }

  func delete(_ head: RequestHead) -> OutgoingResponse {
    do throws(SessionRefusal) {
      try checkVersion(head.fields)
      let session = try session(head.fields)
      let id = head.fields[MCPField.sessionID] ?? ""
      if sessions.withLock({ $0.end(session.token, as: id) }) { activity.end() }
      session.end()
      metrics?.sessionEnded(session.token.version, after: .seconds(max(0, now() - session.token.creation)))
      return OutgoingResponse(status: 204)
    } catch {
      return error.response(to: nil)
    }
  }

  /// In a POST, a revision that isn't known leads to the modern rules, which refuse it.
  private func checkVersion(_ fields: HTTPFields) throws(SessionRefusal) {
    if fields.namesModernVersion { throw SessionRefusal(.unknownVersion) }
  }

  private func resume(after event: EventID, in session: HTTPSession) throws(SessionRefusal) -> Handling {
    if let stream = session.stream(event.stream), stream.read({ $0.isResumable && event.number <= $0.lastNumber }) {
      return serve(stream, event.stream, of: session, after: event.number)
    }
    // An answer that is gone can't be had by waiting for it. What belongs to no request begins again.
    guard event.stream.kind == .standalone else { throw SessionRefusal(.unknownEvent) }
    return listen(in: session)
  }

  private func listen(in session: HTTPSession) -> Handling {
    .later { writer in
      guard self.slots.take() else { return writer.send(Responses.tooManyStreams(id: nil)) }
      defer { self.slots.giveBack() }
      let (id, stream) = session.openStandaloneStream()
      await stream.serve(writer)
      self.clientHasLeft(stream, id, of: session)
    }
  }

  private func serve(
    _ stream: ResponseStream, _ id: EventID.Stream, of session: HTTPSession, after number: Int
  ) -> Handling {
    .later { writer in
      guard self.slots.take() else { return writer.send(Responses.tooManyStreams(id: nil)) }
      defer { self.slots.giveBack() }
      await stream.serve(writer, after: number)
      self.clientHasLeft(stream, id, of: session)
    }
  }

  /// Keeps a stream for a client that comes back, but not too many of them.
  func clientHasLeft(_ stream: ResponseStream, _ id: EventID.Stream, of session: HTTPSession) {
    guard stream.read(\.isResumable) else { return session.drop(id) }
    let tooMany = retained.withLock { retained in
      retained.removeAll { $0.session == nil || $0.stream == id && $0.session === session }
      retained.append(RetainedStream(session: session, stream: id))
      let excess = Array(retained.prefix(max(0, retained.count - options.replayStreams)))
      retained.removeFirst(excess.count)
      return excess
    }
    for entry in tooMany {
      guard let session = entry.session, session.stream(entry.stream)?.read(\.hasClient) == false else { continue }
      session.drop(entry.stream)
    }
  }
}

/// A stream without a client.
struct RetainedStream {
  private(set) weak var session: HTTPSession?
  let stream: EventID.Stream
}
