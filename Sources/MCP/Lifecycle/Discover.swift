import JSON
import JSONRPC

extension Method {
  /// `server/discover` (2026-07-28): what the server is and can do.
  static func discover(_ request: Request, _ context: RequestContext) -> Reply {
    let server = context.server
    return server.fixedReply("server/discover", for: context.version) {
      context.result(cache: .fixed) { writer in
        writer.key("supportedVersions")
        writer.beginArray()
        for version in ProtocolVersion.allCases.reversed() { writer.value(version.rawValue) }
        writer.endArray()
        writer.key("capabilities")
        server.writeCapabilities(for: context.version, to: &writer)
        if !server.instructions.isEmpty { writer.member("instructions", server.instructions) }
      }
    }
  }
}
