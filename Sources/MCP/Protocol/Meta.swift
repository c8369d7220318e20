public import JSON
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
  let logLevel: JSON?
  let progressToken: JSON?

  private static let newest = ProtocolVersion.modern.rawValue

  /// Whether a message names a revision in its `_meta`, which is what makes it one of the modern era.
  public static func isClaimed(by params: JSONObject?) -> Bool {
    guard case .object(let meta)? = params?[known: "_meta"] else { return false }
    return meta.has(known: Meta.protocolVersion)
  }

  /// The revision that a message names in its `_meta`; nil for none, and for what is no text.
  public static func protocolVersion(claimedBy params: JSONObject?) -> String? { claim(in: params)?.version.string }

  /// What a request of the modern era says of itself; nil for one that names no revision.
  /// - Throws: -32602 when one of the two required members is no such value, or the other one is missing.
  init?(claimedBy params: JSONObject?) throws(RPCError) {
    guard let (meta, version) = Self.claim(in: params) else { return nil }
    try self.init(meta, version)
  }

  /// - Throws: -32602 when one of the two required members is missing or no such value.
  public init(_ params: JSONObject?) throws(RPCError) {
    guard let (meta, version) = Self.claim(in: params) else {
      throw .invalidParams("params._meta lacks \"\(Meta.protocolVersion)\" and \"\(Meta.clientCapabilities)\".")
    }
    try self.init(meta, version)
  }

  private static func claim(in params: JSONObject?) -> (meta: JSONObject, version: JSON)? {
    guard case .object(let meta)? = params?[known: "_meta"], let version = meta[known: Meta.protocolVersion] else {
      return nil
    }
    return (meta, version)
  }

  private init(_ meta: JSONObject, _ claim: JSON) throws(RPCError) {
    guard case .string(let name) = claim else {
      throw .invalidParams("_meta[\"\(Meta.protocolVersion)\"] must be a string, not \(claim.kind).")
    }
    guard case .object(let capabilities)? = meta[known: Meta.clientCapabilities] else {
      throw .invalidParams("_meta[\"\(Meta.clientCapabilities)\"] must be an object.")
    }
    protocolVersion = name
    self.capabilities = ClientCapabilities(capabilities)
    logLevel = meta[known: Meta.logLevel]
    progressToken = meta[known: Meta.progressToken]
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
