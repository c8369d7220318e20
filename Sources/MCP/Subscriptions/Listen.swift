import JSON
import JSONRPC

extension Method {
  /// `subscriptions/listen` (2026-07-28): acknowledges at once, then stays open and carries what was asked for.
  static func listen(_ request: Request, _ context: RequestContext) throws(RPCError) -> Answer {
    guard case .object(let asked)? = request.params?["notifications"] else {
      throw .invalidParams("\"notifications\" must be an object.")
    }
    let filter = try ListenFilter(asked, server: context.server)
    // The method is of the modern era alone.
    guard case .modern(_, let listeners) = context.era else { throw .methodNotFound(request.method) }
    let listener = Listener(id: request.id, filter: filter, sink: context.sink)
    return .later {
      do throws(RPCError) {
        try listeners.open(listener)
      } catch {
        return .error(error)
      }
      return await withTaskCancellationHandler {
        await listener.end.wait()
        listeners.close(listener)
        return Task.isCancelled ? nil : .result(context.listenResult(request.id))
      } onCancel: {
        listener.end.end()
      }
    }
  }

  /// `resources/subscribe` (2025-11-25 and before).
  static func subscribe(_ request: Request, _ context: RequestContext) throws(RPCError) -> Reply {
    let uri = try resourceURI(request)
    guard context.server.hasResource(uri) else { throw .resourceNotFound(uri, in: context.version) }
    if case .legacy(let session) = context.era { try session.subscribe(to: uri) }
    return .result(Array("{}".utf8))
  }

  static func unsubscribe(_ request: Request, _ context: RequestContext) throws(RPCError) -> Reply {
    let uri = try resourceURI(request)
    if case .legacy(let session) = context.era { session.unsubscribe(from: uri) }
    return .result(Array("{}".utf8))
  }
}

extension RequestContext {
  fileprivate func listenResult(_ id: RequestID) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("resultType", "complete")
    writer.key("_meta")
    writer.beginObject()
    writer.member(Meta.serverInfo, raw: server.info.bytes(for: version))
    writer.member(Meta.subscriptionID, id.json)
    writer.endObject()
    writer.endObject()
    return writer.finish()
  }
}
