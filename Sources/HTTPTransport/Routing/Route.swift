/// What there is at a server's address.
public enum Route: UInt8, Sendable, CaseIterable {
  case mcp
  /// MCP at the address form that a documentation site has.
  case docsMCP
  /// Whether the process is alive.
  case health
  /// Whether it can do its work.
  case readiness
  case metrics
  /// The documentation's pages, all of them.
  case documentation

  init?(path: String) {
    switch path {
    case "/mcp": self = .mcp
    case "/docs/_mcp/server": self = .docsMCP
    case "/healthz": self = .health
    case "/readyz": self = .readiness
    case "/metrics": self = .metrics
    default:
      guard StaticPages.isPath(path) else { return nil }
      self = .documentation
    }
  }

  public var path: String {
    switch self {
    case .mcp: "/mcp"
    case .docsMCP: "/docs/_mcp/server"
    case .health: "/healthz"
    case .readiness: "/readyz"
    case .metrics: "/metrics"
    case .documentation: "/docs/{page}"
    }
  }

  var isMCP: Bool { self == .mcp || self == .docsMCP }

  var methods: [String] { isMCP ? Self.methodsOfMCP : Self.methodsOfPages }

  private static let methodsOfMCP = ["GET", "POST", "DELETE"]
  private static let methodsOfPages = ["GET", "HEAD"]
}
