public import JSON
public import JSONRPC

extension RPCError {
  /// -32022 (2026-07-28): the request's revision isn't served.
  public static func unsupportedProtocolVersion(_ requested: String) -> RPCError {
    let supported = ProtocolVersion.allCases.reversed().map { JSON.string($0.rawValue) }
    return RPCError(
      code: -32022, message: "Unsupported protocol version",
      data: ["supported": .array(supported), "requested": .string(String(requested.prefix(64)))])
  }

  /// -32021 (2026-07-28): the request needs something that the client didn't declare.
  /// - Parameter capabilities: a ClientCapabilities object with what is missing, for example `{"sampling":{}}`.
  public static func missingClientCapability(_ capabilities: JSON) -> RPCError {
    RPCError(
      code: -32021, message: "A client capability is required that was not declared",
      data: ["requiredCapabilities": capabilities])
  }

  /// -32602, or -32002 for a client of 2025-11-25 and before.
  static func resourceNotFound(_ uri: String, in version: ProtocolVersion) -> RPCError {
    RPCError(
      code: version.isModern ? -32602 : -32002, message: "Resource not found",
      data: ["uri": .string(String(uri.prefix(1024)))])
  }
}
