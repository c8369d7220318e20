/// What a parser may spend on a text. The caller states it: there is no default that fits every source.
public struct JSONLimits: Sendable, Equatable {
  /// Arrays and objects that may be open at once. Bounds the recursion.
  public let depth: Int
  /// Bytes of the whole text.
  public let bytes: Int

  public init(depth: Int, bytes: Int) {
    self.depth = depth
    self.bytes = bytes
  }
}
