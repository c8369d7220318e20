public import SystemLibraries

/// Where a gateway's API is: `https://modelgates.ai/api/v1`. Paths of requests go below it.
public struct GatewayAddress: Sendable, Hashable {
  /// The scheme, host and port, with the path but without the slash at its end.
  public let text: String
  private let base: HTTPAddress
  private let path: String

  /// Reads an address: `https`, or `http` on this computer; no user name, no query, no fragment.
  /// - Throws: what is wrong with it, without repeating it.
  public init(parsing text: String) throws(HTTPAddress.Fault) {
    let base = try HTTPAddress(parsing: text)
    guard !base.target.contains("?") else { throw HTTPAddress.Fault(message: "it may hold no query") }
    var path = Substring(base.target)
    while path.hasSuffix("/") { path.removeLast() }
    self.base = base
    self.path = String(path)
    self.text = base.origin + path
  }

  /// What results call the gateway: its host, with the port when that isn't the usual one.
  public var name: String {
    // The embedded gateway's name is for it alone.
    base.hasStandardPort && base.host != Self.reservedName ? base.host : "\(base.host):\(base.port)"
  }

  private static let reservedName = "sandbox"

  /// - Parameter target: Path and query below the gateway's own path, beginning with a slash.
  func address(of target: String) throws(HTTPAddress.Fault) -> HTTPAddress {
    guard target.hasPrefix("/") else { throw HTTPAddress.Fault(message: "a path begins with a slash") }
    return try base.with(target: path + target)
  }
}
