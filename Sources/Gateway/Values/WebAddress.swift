/// An address that a person may be sent to: `https`, or `http` on this computer's own loopback interface, with a host, without
/// credentials, at most 2000 visible ASCII characters.
public struct WebAddress: Sendable, Hashable {
  public let text: String

  private static let limit = 2000

  /// Nil for anything else.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.limit, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    let (scheme, rest) = Self.split(text)
    guard let scheme, scheme == "https" || scheme == "http" else { return nil }
    let authority = rest.prefix { !"/?#\\".contains($0) }
    guard !authority.isEmpty, !authority.contains("@"), !rest.dropFirst(authority.count).hasPrefix("\\") else {
      return nil
    }
    guard let host = Self.host(of: authority), scheme == "https" || Self.isLoopback(host) else { return nil }
    self.text = text
  }

  private static func split(_ text: String) -> (scheme: String?, rest: Substring) {
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return (nil, "") }
    return (text[..<colon].lowercased(), text[colon...].dropFirst(3))
  }

  /// The host in lower case, without its port; nil for an empty one and for a port that isn't digits.
  private static func host(of authority: Substring) -> String? {
    var host = authority
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      host = authority[...end]
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
    }
    let port = authority[host.endIndex...]
    guard port.isEmpty || port.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return host.isEmpty || host == "[]" ? nil : host.lowercased()
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}

extension WebAddress: CustomStringConvertible {
  public var description: String { text }
}
