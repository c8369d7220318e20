public import MCP

/// What an operation does to the world. The one source of a tool's annotations and of what a read-only server refuses.
public struct Effect: Sendable, Equatable {
  public let annotations: Annotations
  /// Whether it may spend money, in some of its uses.
  public let mayCost: Bool

  private init(readOnly: Bool, destructive: Bool, idempotent: Bool, mayCost: Bool = false) {
    annotations = Annotations(
      readOnly: readOnly, destructive: destructive, idempotent: idempotent, openWorld: true)
    self.mayCost = mayCost
  }

  /// Changes nothing.
  public static let reads = Effect(readOnly: true, destructive: false, idempotent: true)
  /// Adds or renews; doing it again changes nothing more.
  public static let writes = Effect(readOnly: false, destructive: false, idempotent: true)
  /// The same, and it may cost money.
  public static let spends = Effect(readOnly: false, destructive: false, idempotent: true, mayCost: true)
  /// Takes away or replaces something that can't be brought back.
  public static let destroys = Effect(readOnly: false, destructive: true, idempotent: false)
}
