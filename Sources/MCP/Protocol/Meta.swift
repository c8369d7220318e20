import JSON
public import JSONRPC

/// The reserved names in `_meta` (2026-07-28, basic/index).
enum Meta {
  static let protocolVersion: StaticString = "io.modelcontextprotocol/protocolVersion"
  static let clientCapabilities: StaticString = "io.modelcontextprotocol/clientCapabilities"
  static let logLevel: StaticString = "io.modelcontextprotocol/logLevel"
  static let serverInfo = "io.modelcontextprotocol/serverInfo"
  static let subscriptionID = "io.modelcontextprotocol/subscriptionId"
  static let progressToken: StaticString = "progressToken"
}

/// What a request of the modern era says of itself in `_meta`. Nothing else is known of its client.
public struct RequestMeta: Sendable {
  /// The revision as it was named, which need not be one that is served.
  public let protocolVersion: String
  public let capabilities: ClientCapabilities

  private static let newest = ProtocolVersion.modern.rawValue

  /// - Throws: -32602 when one of the two required members is missing or no such value.
  public init(_ parameters: borrowing RequestParameters) throws(RPCError) {
    switch parameters.version {
    case nil:
      throw .invalidParams("params._meta lacks \"\(Meta.protocolVersion)\" and \"\(Meta.clientCapabilities)\".")
    case .string(let name)?: protocolVersion = name
    case let other?:
      throw .invalidParams("_meta[\"\(Meta.protocolVersion)\"] must be a string, not \(other.kind).")
    }
    guard case .object(let capabilities)? = parameters.capabilities else {
      throw .invalidParams("_meta[\"\(Meta.clientCapabilities)\"] must be an object.")
    }
    self.capabilities = ClientCapabilities(capabilities)
  }

  /// The revision that was named.
  /// - Throws: -32022 when it isn't a modern one that is served.
  public func version() throws(RPCError) -> ProtocolVersion {
    // What nearly every request names; looking up a revision by its name takes longer.
    if protocolVersion == Self.newest { return .modern }
    guard let version = ProtocolVersion(rawValue: protocolVersion), version.isModern else {
      throw .unsupportedProtocolVersion(protocolVersion)
    }
    return version
  }
}
