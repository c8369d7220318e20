/// The reserved names in `_meta` (2026-07-28, basic/index).
enum Meta {
  static let protocolVersion = "io.modelcontextprotocol/protocolVersion"
  static let clientCapabilities = "io.modelcontextprotocol/clientCapabilities"
  static let logLevel = "io.modelcontextprotocol/logLevel"
  static let serverInfo = "io.modelcontextprotocol/serverInfo"
  static let subscriptionID = "io.modelcontextprotocol/subscriptionId"
  static let progressToken = "progressToken"
}
