import JSON
import MCP

/// The labels of an MCP operation's duration, and their combinations as numbers.
struct OperationLabels: Sendable {
  private static let methods = [
    "_OTHER", "server/discover", "initialize", "ping", "tools/list", "tools/call", "resources/list",
    "resources/templates/list", "resources/read", "resources/subscribe", "resources/unsubscribe", "prompts/list",
    "prompts/get", "completion/complete", "logging/setLevel", "subscriptions/listen", "notifications/initialized",
    "notifications/cancelled", "notifications/progress", "notifications/roots/list_changed",
  ]
  private static let codes = [
    -32700, -32600, -32601, -32602, -32603, -32020, -32021, -32022, -32002, -32042,
  ]
  private static let failures = ["", "_OTHER", "tool_error", "cancelled"] + codes.map { "\($0)" }
  private static let versions = ProtocolVersion.allCases

  private let tools: [String]

  // One byte of the number, and 0 for none.
  init(tools: [String]) { self.tools = Array(tools.prefix(255)) }

  func combination(of operation: OperationOutcome) -> UInt32 {
    let method = Self.place(of: operation.method, in: Self.methods) ?? 0
    let tool = operation.tool.flatMap { Self.place(of: $0, in: tools) }.map { $0 + 1 } ?? 0
    return method << 24 | tool << 16 | Self.number(of: operation.version) << 8 | Self.number(of: operation.failure)
  }

  /// Nearly all names are ruled out by their lengths, which takes less than hashing one.
  private static func place(of name: String, in names: [String]) -> UInt32? {
    names.firstIndex { $0.hasSameBytes(as: name) }.map { UInt32($0) }
  }

  static func number(of version: ProtocolVersion?) -> UInt32 {
    UInt32(version.flatMap { versions.firstIndex(of: $0) }.map { $0 + 1 } ?? 0)
  }

  private static func number(of failure: OperationOutcome.Failure?) -> UInt32 {
    switch failure {
    case nil: 0
    case .tool: 2
    case .cancelled: 3
    case .error(let code): UInt32(codes.firstIndex(of: code).map { $0 + 4 } ?? 1)
    }
  }

  func labels(_ combination: UInt32) -> [(name: String, value: String)] {
    let tool = combination >> 16 & 0xFF
    return [
      ("mcp_method_name", Self.element(Self.methods, combination >> 24)),
      ("gen_ai_tool_name", tool > 0 ? Self.element(tools, tool - 1) : ""),
      ("error_type", Self.element(Self.failures, combination & 0xFF)),
    ] + sessionLabels(combination >> 8 & 0xFF)
  }

  func sessionLabels(_ combination: UInt32) -> [(name: String, value: String)] {
    let version = combination > 0 ? Self.element(Self.versions.map(\.rawValue), combination - 1) : ""
    return [("mcp_protocol_version", version), ("network_transport", "tcp")]
  }

  private static func element(_ list: [String], _ place: UInt32) -> String {
    list.indices.contains(Int(place)) ? list[Int(place)] : ""
  }
}
