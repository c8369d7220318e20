/// The header fields that MCP uses (2026-07-28 and 2025-11-25, basic/transports). They are looked up in any case.
enum MCPField {
  static let protocolVersion = "MCP-Protocol-Version"
  /// Of the modern era: what the body says, for whoever routes by it.
  static let method = "Mcp-Method"
  static let name = "Mcp-Name"
  /// Of the legacy eras.
  static let sessionID = "Mcp-Session-Id"
  static let lastEventID = "Last-Event-ID"
}
