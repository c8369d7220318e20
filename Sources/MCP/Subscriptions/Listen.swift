import JSON
import JSONRPC

extension Method {
  /// `subscriptions/listen` (2026-07-28): acknowledges at once, then stays open and carries what was asked for.
  static func listen(_ context: RequestContext) throws(RPCError) -> Answer {
    guard case .object(let asked)? = context.request.params?["notifications"] else {
      throw .invalidParams("\"notifications\" must be an object.")
    }
    let filter = try ListenFilter(asked, server: context.server)
    // The method is of the modern era alone.
    guard case .modern(_, let listeners) = context.era else { throw .methodNotFound(context.request.method) }
    let listener = Listener(id: context.request.id, filter: filter, sink: context.sink)
    return .later {
      do throws(RPCError) {
        try listeners.open(listener)
      } catch {
        return .error(error)
      }
      return await withTaskCancellationHandler {
        await listener.end.wait()
        listeners.close(listener)
        return Task.isCancelled ? nil : context.listenResult
      } onCancel: {
        listener.end.end()
      }
    }
  }

  /// `resources/subscribe` (2025-11-25 and before).
  static func subscribe(_ context: RequestContext) throws(RPCError) -> Reply {
    let uri = try resourceURI(context)
    guard context.server.hasResource(uri) else { throw .resourceNotFound(uri, in: context.version) }
    if case .legacy(let session) = context.era { try session.subscribe(to: uri) }
    return context.nothing
  }

  static func unsubscribe(_ context: RequestContext) throws(RPCError) -> Reply {
    let uri = try resourceURI(context)
    if case .legacy(let session) = context.era { session.unsubscribe(from: uri) }
    return context.nothing
  }
}

extension RequestContext {
  fileprivate var listenResult: Reply {
    reply { writer in
      writer.beginObject()
      writer.member("resultType", "complete")
      writer.key("_meta")
      writer.beginObject()
      writer.member(Meta.serverInfo, raw: server.info.bytes(for: version))
      writer.member(Meta.subscriptionID, request.id.json)
      writer.endObject()
      writer.endObject()
    }
  }
}
