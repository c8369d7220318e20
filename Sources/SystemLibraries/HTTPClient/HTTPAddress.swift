#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The address of something on an HTTP server (RFC 3986, RFC 9110 section 4.2): `https`, or `http` on this computer itself.
///
/// There is none with a user name, a password or a fragment, and none in plain `http` for another computer.
public struct HTTPAddress: Sendable, Hashable {
  let isEncrypted: Bool
  /// In lower case; an IPv6 address stands in brackets.
  public let host: String
  public let port: Int
  /// The path, beginning with a slash, and the query if there is one, percent-encoded.
  public let target: String

  /// What is wrong with an address. Says nothing of the address itself, in which there may be a secret.
  public struct Fault: Error, Sendable, Equatable {
    public let message: String
    public init(message: String) { self.message = message }
  }

  static let lengthLimit = 8192

  /// Reads an address. A fragment is refused.
  public init(parsing text: String) throws(Fault) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.lengthLimit, bytes.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
    else { throw Fault(message: "it may hold visible ASCII characters only, at most \(Self.lengthLimit) of them") }
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let scheme = parts.first?.lowercased(), ["http", "https"].contains(scheme) else {
      throw Fault(message: "it must begin with https://")
    }
    let authority = parts[1].prefix { !"/?#".contains($0) }
    guard !authority.contains("@") else { throw Fault(message: "it may hold no user name and no password") }
    isEncrypted = scheme == "https"
    (host, port) = try Self.hostAndPort(authority, standard: isEncrypted ? 443 : 80)
    let rest = parts[1].dropFirst(authority.count)
    target = try Self.checked(target: rest.hasPrefix("/") ? String(rest) : "/" + rest)
    guard isEncrypted || isLoopback else {
      throw Fault(message: "it must begin with https://: http is for this computer alone (127.0.0.1, [::1], localhost)")
    }
  }

  private init(_ origin: HTTPAddress, target: String) {
    (isEncrypted, host, port, self.target) = (origin.isEncrypted, origin.host, origin.port, target)
  }

  /// The same server with another path and query.
  public func with(target: String) throws(Fault) -> HTTPAddress {
    HTTPAddress(self, target: try Self.checked(target: target))
  }

  /// Scheme, host and port: `https://gateway.example`, `http://127.0.0.1:8080`.
  public var origin: String {
    (isEncrypted ? "https://" : "http://") + host + (hasStandardPort ? "" : ":\(port)")
  }

  /// The whole of it.
  public var text: String { origin + target }

  public var hasStandardPort: Bool { port == (isEncrypted ? 443 : 80) }

  /// Whether the host is this computer, by one of the names that need no lookup.
  public var isLoopback: Bool {
    host == "localhost" || host == "[::1]" || host.hasPrefix("127.") && Self.isIPv4(host)
  }

  public func hasSameOrigin(as other: HTTPAddress) -> Bool {
    isEncrypted == other.isEncrypted && host == other.host && port == other.port
  }
}

extension HTTPAddress {
  private static func hostAndPort(_ authority: Substring, standard: Int) throws(Fault) -> (String, Int) {
    let end = authority.hasPrefix("[") ? authority.firstIndex(of: "]").map { authority.index(after: $0) } : nil
    let hostEnd = end ?? authority.firstIndex(of: ":") ?? authority.endIndex
    let host = authority[..<hostEnd].lowercased()
    guard isHost(host) else { throw Fault(message: "it names no host that is written in letters, digits, - and .") }
    let rest = authority[hostEnd...]
    if rest.isEmpty { return (host, standard) }
    let digits = rest.dropFirst()
    guard rest.hasPrefix(":"), (1...5).contains(digits.utf8.count), digits.allSatisfy({ ("0"..."9").contains($0) }),
      let port = Int(digits), (1...65_535).contains(port)
    else { throw Fault(message: "its port must be a number from 1 to 65535") }
    return (host, port)
  }

  private static func isHost(_ host: String) -> Bool {
    if host.hasPrefix("[") { return isIPv6(String(host.dropFirst().dropLast())) }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return host.utf8.count <= 253
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.utf8.allSatisfy {
            isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || "-_".utf8.contains($0)
          }
      }
  }

  private static func isIPv6(_ text: String) -> Bool {
    var address = in6_addr()
    return inet_pton(AF_INET6, text, &address) == 1
  }

  private static func isIPv4(_ text: String) -> Bool {
    var address = in_addr()
    return inet_pton(AF_INET, text, &address) == 1
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// What may stand in a path and a query, with complete percent-encodings (RFC 3986 sections 3.3 and 3.4).
  private static func checked(target: String) throws(Fault) -> String {
    let bytes = Array(target.utf8)
    guard bytes.first == UInt8(ascii: "/"), bytes.count <= lengthLimit else {
      throw Fault(message: "its path must begin with a slash and be at most \(lengthLimit) characters long")
    }
    for (index, byte) in bytes.enumerated() {
      let isPlain = isDigit(byte) || isLetter(byte) || "-._~!$&'()*+,;=:@/?".utf8.contains(byte)
      let isEncoded =
        byte == UInt8(ascii: "%") && index + 2 < bytes.count && isHex(bytes[index + 1]) && isHex(bytes[index + 2])
      guard isPlain || isEncoded else {
        throw Fault(message: "its path and query may hold no fragment and no character that isn't percent-encoded")
      }
    }
    return target
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
