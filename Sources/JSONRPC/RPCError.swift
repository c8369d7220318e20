public import JSON

/// An error as it goes over the wire (JSON-RPC 2.0 section 5.1). The set of codes is open.
public struct RPCError: Error, Sendable, Equatable {
  public let code: Int
  public let message: String
  public let data: JSON?

  public init(code: Int, message: String, data: JSON? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  /// -32700: the text isn't JSON.
  public static func parseError(_ message: String) -> RPCError { RPCError(code: -32700, message: message) }

  /// -32600: JSON, but not a message.
  public static func invalidRequest(_ message: String) -> RPCError { RPCError(code: -32600, message: message) }

  /// -32601
  public static func methodNotFound(_ method: String) -> RPCError {
    RPCError(code: -32601, message: "Method not found: \(method.prefix(128))")
  }

  /// -32602
  public static func invalidParams(_ message: String, data: JSON? = nil) -> RPCError {
    RPCError(code: -32602, message: message, data: data)
  }

  /// -32603. Says nothing of the cause, which belongs into the log.
  public static let internalError = RPCError(code: -32603, message: "Internal error")
}
