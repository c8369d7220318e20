import JSON
import JSONRPC
import Synchronization

extension Method {
  /// `initialize` (2025-11-25 and before): begins a legacy session, or begins it anew. Whatever revision is asked for is
  /// answered at once: with itself if it is served, else with the newest legacy one.
  static func initialize(_ request: Request, _ context: RequestContext) -> Reply {
    let asked = request.params?["protocolVersion"]?.string.flatMap(ProtocolVersion.init)
    let version = asked.flatMap { $0.isModern ? nil : $0 } ?? .newestLegacy
    let capabilities = ClientCapabilities(request.params?["capabilities"]?.object ?? [:])
    context.session.state.withLock { $0.legacy = LegacySession(version: version, capabilities: capabilities) }

    let server = context.server
    return server.fixedReply("initialize", for: version) {
      var writer = JSONWriter(capacity: 4096)
      writer.beginObject()
      writer.member("protocolVersion", version.rawValue)
      writer.key("capabilities")
      server.writeCapabilities(for: version, to: &writer)
      writer.member("serverInfo", raw: server.info.bytes(for: version))
      if !server.instructions.isEmpty { writer.member("instructions", server.instructions) }
      writer.endObject()
      return writer.finish()
    }
  }

  /// `ping`: exactly `{}`, before and after `initialize`.
  static func ping(_ request: Request, _ context: RequestContext) -> Reply { .result(Array("{}".utf8)) }
}
