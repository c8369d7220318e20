/// Who a request comes from, as far as the server can tell: what owns sessions, subscriptions, cursors and results.
public struct Principal: Sendable, Hashable {
  /// The name under which a token was stored; empty for whoever reaches a server that asks for none.
  public let name: String

  public init(name: String) { self.name = name }

  /// Everybody, on a server without tokens: whoever can reach it by loopback.
  public static let anonymous = Principal(name: "")
}
