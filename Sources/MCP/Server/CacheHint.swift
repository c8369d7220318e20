/// How long a client of the modern era may keep a result, and whether for all users (2026-07-28, server/utilities/caching).
public struct CacheHint: Sendable {
  public enum Scope: String, Sendable {
    case `public`
    /// For what depends on who asks.
    case `private`
  }

  public let milliseconds: Int64
  public let scope: Scope

  public init(milliseconds: Int64, scope: Scope) {
    self.milliseconds = milliseconds
    self.scope = scope
  }

  /// For lists that only change with the program.
  public static let fixed = CacheHint(milliseconds: 3_600_000, scope: .public)
  /// For what may differ at each look.
  public static let live = CacheHint(milliseconds: 0, scope: .private)
}
