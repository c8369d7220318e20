/// A name inside a project, of a resource, a provider or an environment: `[a-z0-9-]{1,64}`.
public struct LocalName: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let text: String

  /// Nil when `text` isn't such a name.
  public init?(_ text: String) {
    let isName = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
      default: false
      }
    }
    guard isName, (1...64).contains(text.utf8.count) else { return nil }
    self.text = text
  }

  public static func < (first: LocalName, second: LocalName) -> Bool { first.text < second.text }

  public var description: String { text }
}

extension LocalName: ExpressibleByStringLiteral {
  /// For names written in the source.
  public init(stringLiteral text: String) {
    guard let name = LocalName(text) else { preconditionFailure("\(text) is no local name") }
    self = name
  }
}
