import HTTP
import JSON
import JSONRPC
import MCP
import Synchronization

// The era in which a request says all by itself.
extension MCPEndpoint {
  func modern(_ message: Message, _ parameters: RequestParameters, _ routing: RoutingFields) -> Handling {
    switch message {
    case .request(let request): return modern(request, parameters, routing)
    case .notification(let notification):
      do throws(RPCError) {
        try check(notification, parameters, routing)
        return .now(Responses.accepted)
      } catch {
        return .now(Responses.refusal(400, error))
      }
    case .response:
      return .now(Responses.refusal(400, .invalidRequest("A body is a request or a notification, not a response.")))
    }
  }

  /// The rules in the order in which they are checked (2026-07-28, basic/transports/streamable-http).
  private func modern(_ request: Request, _ parameters: RequestParameters, _ routing: RoutingFields) -> Handling {
    let stream = ResponseStream()
    let context: RequestContext
    let method: Method
    do throws(RPCError) {
      let meta = try RequestMeta(parameters)
      try routing.checkVersion(is: meta.protocolVersion)
      try routing.checkMethod(is: request.method)
      try routing.checkName(of: request, parameters)
      context = try RequestContext(
        modern: request, parameters, meta: meta, version: meta.version(), server: server, sink: stream,
        listeners: listeners)
      method = try server.method(request.method, in: context.version)
      try routing.check(context.headerParameters, in: parameters.arguments)
    } catch {
      return .now(Responses.refusal(error.code == -32601 ? 404 : 400, error, id: request.id))
    }
    switch method.answer(in: context) {
    case .now(let reply):
      return .now(stream.answer(reply.message(to: request.id), status: Responses.status(of: reply)))
    case .later(let work):
      return .later { writer in await self.answer(request, with: work, on: stream, writer) }
    }
  }

  private func answer(
    _ request: Request, with work: @Sendable () async -> Reply?, on stream: ResponseStream, _ writer: any ResponseWriter
  ) async {
    let isListening = request.method == "subscriptions/listen"
    if isListening, !slots.take() { return writer.send(Responses.tooManyStreams(id: request.id)) }
    defer { if isListening { slots.giveBack() } }
    stream.open(writer)
    begin(stream)
    defer { end(stream) }
    let reply = await work()
    // The client is gone, and that was what cancelled the request.
    if reply == nil, Task.isCancelled { return }
    let answer = reply ?? .error(.internalError)
    stream.complete(answer.message(to: request.id), status: Responses.status(of: answer))
  }

  private func begin(_ stream: ResponseStream) {
    openStreams.withLock { $0[ObjectIdentifier(stream)] = stream }
    activity.begin()
  }

  private func end(_ stream: ResponseStream) {
    openStreams.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(stream)) }
    activity.end()
  }

  private func check(
    _ notification: Notification, _ parameters: RequestParameters, _ routing: RoutingFields
  ) throws(RPCError) {
    // A notification need not name its revision in the body.
    let version = try routing.version(agreeingWith: parameters.version?.string)
    try routing.checkMethod(is: notification.method)
    guard ProtocolVersion(rawValue: version)?.isModern == true else { throw .unsupportedProtocolVersion(version) }
  }
}
