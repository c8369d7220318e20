/// The name of an environment variable that ModelGates manages: `[A-Z_][A-Z0-9_]{0,127}`.
///
/// Narrower than what shells accept, so that every reader of env files takes it.
public struct VariableName: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let text: String

  /// Nil when `text` isn't such a name.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= 128, !Self.isDigit(first), bytes.allSatisfy(Self.isAllowed) else {
      return nil
    }
    self.text = text
  }

  public static func < (first: VariableName, second: VariableName) -> Bool { first.text < second.text }

  public var description: String { text }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}

extension VariableName: ExpressibleByStringLiteral {
  /// For names written in the source.
  public init(stringLiteral text: String) {
    guard let name = VariableName(text) else { preconditionFailure("\(text) is no name of a variable") }
    self = name
  }
}
