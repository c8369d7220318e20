public import JSON
public import JSONRPC

/// What `initialize` (2025-11-25 and before) agrees on. Whatever revision is asked for is answered at once: with itself if it
/// is served, else with the newest legacy one.
public struct Handshake: Sendable {
  public let version: ProtocolVersion
  public let capabilities: ClientCapabilities

  public init(_ params: JSONObject?) {
    let asked = params?["protocolVersion"]?.string.flatMap(ProtocolVersion.init)
    version = asked.flatMap { $0.isModern ? nil : $0 } ?? .newestLegacy
    capabilities = ClientCapabilities(params?["capabilities"]?.object ?? [:])
  }
}

extension Server {
  /// The answer to `initialize`.
  /// - Parameter id: the request's.
  public func reply(to handshake: Handshake, id: RequestID) -> Reply {
    let version = handshake.version
    if let observer { observer.ended(OperationOutcome(method: "initialize", version: version), since: observer.now) }
    let result = fixedResult("initialize", for: version) { writer in
      writer.beginObject()
      writer.member("protocolVersion", version.rawValue)
      writer.key("capabilities")
      writeCapabilities(for: version, to: &writer)
      writer.member("serverInfo", raw: info.bytes(for: version))
      if !instructions.isEmpty { writer.member("instructions", instructions) }
      writer.endObject()
    }
    return .result(result, to: id)
  }
}

extension Method {
  /// `ping`: exactly `{}`, before and after `initialize`.
  static func ping(_ context: RequestContext) -> Reply { context.nothing }
}
