/// A web origin as a browser names it: scheme, host and port (RFC 6454 section 6.2).
public struct Origin: Sendable, Hashable {
  /// In lower case.
  let scheme: String
  let host: String
  /// The scheme's own where none is written; nil where the scheme has none.
  let port: UInt16?
  private let isOnLoopback: Bool

  /// Nil for `null`, and for what has a path or anything else that an origin hasn't.
  public init?(_ text: String) {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), text[colon...].hasPrefix("://"),
      let authority = Authority(String(text[colon...].dropFirst(3)))
    else { return nil }
    let scheme = text[..<colon].lowercased()
    guard Self.isScheme(scheme) else { return nil }
    self.scheme = scheme
    host = authority.host
    port = authority.port ?? Self.defaultPort(of: scheme)
    isOnLoopback = authority.isLoopback
  }

  /// Whether a page of this origin was served by a web server on this computer at the very address that it now asks.
  func isLoopbackPage(of host: Authority) -> Bool {
    guard let usual = Self.defaultPort(of: scheme), isOnLoopback else { return false }
    return self.host == host.host && port == (host.port ?? usual)
  }

  private static func defaultPort(of scheme: String) -> UInt16? {
    switch scheme {
    case "http": 80
    case "https": 443
    default: nil
    }
  }

  private static func isScheme(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 32,
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
    else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"),
        UInt8(ascii: "-"), UInt8(ascii: "."):
        true
      default: false
      }
    }
  }
}
