/// A number that isn't an Int64: the text of RFC 8259 section 6, kept as it came.
public struct JSONNumber: Sendable, Equatable {
  /// For example `1.50`, `-0`, `6.02e23`, `18446744073709551616`.
  public let text: String

  /// Takes text that the parser has checked.
  init(checked text: String) { self.text = text }

  /// The shortest text that reads back as this double; nil for infinities and NaN, which JSON can't express.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    text = value.description
  }

  /// The nearest double; infinite when the number is larger than any.
  public var double: Double { Double(text) ?? .infinity }
}
