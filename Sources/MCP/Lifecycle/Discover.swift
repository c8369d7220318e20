import JSON
import JSONRPC

extension Method {
  /// `server/discover` (2026-07-28): what the server is and can do.
  static func discover(_ context: RequestContext) -> Reply {
    let server = context.server
    return context.fixedResult("server/discover") { writer in
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
