import SystemLibraries

/// An address that a person may be sent to: `https`, or `http` on this computer's own loopback interface, with a host,
/// without credentials, at most 2000 visible ASCII characters.
public struct WebAddress: Sendable, Hashable {
  public let text: String

  private static let limit = 2000

  /// Nil for anything else.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.limit, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let authority = parts[1].prefix { !"/?#".contains($0) }
    // A server that a request could go to; what follows is the browser's matter.
    guard (try? HTTPAddress(parsing: "\(parts[0])://\(authority)")) != nil else { return nil }
    self.text = text
  }
}

extension WebAddress: CustomStringConvertible {
  public var description: String { text }
}
