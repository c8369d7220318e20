#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A host with an optional port, as `Host` holds it and as an origin ends (RFC 9110 section 7.2, RFC 3986 section 3.2.2).
public struct Authority: Sendable, Hashable {
  /// In lower case; an IPv6 address in its canonical form, in brackets.
  let host: String
  let port: UInt16?
  /// `localhost`, 127.0.0.0/8 or ::1. A name below `localhost.` isn't: who answers for it is the resolver's decision.
  let isLoopback: Bool

  /// Bytes of a name, with brackets, colon and port: a DNS name has at most 253.
  private static let limit = 261

  /// Nil for what isn't a host of letters, digits, `-`, `_` and `.`, or an address in its usual form, with a port or none. The
  /// odd forms that some resolvers take for addresses (`127.1`, `0x7f.0.0.1`) are refused, and so is a final dot.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, bytes.count <= Self.limit else { return nil }
    let colon: Int
    if first == UInt8(ascii: "[") {
      guard let bracket = bytes.firstIndex(of: UInt8(ascii: "]")), let host = Self.ipv6(bytes[1..<bracket])
      else { return nil }
      self.host = host
      isLoopback = host == "[::1]"
      colon = bracket + 1
    } else {
      colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
      guard let host = Self.name(bytes[..<colon]) else { return nil }
      self.host = host.text
      isLoopback = host.isAddress ? host.text.hasPrefix("127.") : host.text == "localhost"
    }
    guard let port = Self.port(bytes[colon...]) else { return nil }
    self.port = port.number
  }

  /// What follows the host: nothing, or a colon and up to five digits, of which there may be none.
  private static func port(_ rest: ArraySlice<UInt8>) -> (number: UInt16?, Void)? {
    guard let colon = rest.first else { return (nil, ()) }
    let digits = rest.dropFirst()
    guard colon == UInt8(ascii: ":"), digits.count <= 5, digits.allSatisfy(isDigit) else { return nil }
    if digits.isEmpty { return (nil, ()) }
    guard let number = UInt16(String(decoding: digits, as: UTF8.self)) else { return nil }
    return (number, ())
  }

  private static func name(_ bytes: ArraySlice<UInt8>) -> (text: String, isAddress: Bool)? {
    guard bytes.allSatisfy(isNameByte) else { return nil }
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let last = labels.last, labels.allSatisfy({ !$0.isEmpty && $0.count <= 63 }) else { return nil }
    // Whatever ends in a number is read as an address by some (https://url.spec.whatwg.org/#ends-in-a-number-checker).
    let isAddress = last.allSatisfy(isDigit) || last.starts(with: "0x".utf8) || last.starts(with: "0X".utf8)
    if isAddress, labels.count != 4 || !labels.allSatisfy(isOctet) { return nil }
    return (String(decoding: bytes.map(lowercased), as: UTF8.self), isAddress)
  }

  private static func isOctet(_ label: ArraySlice<UInt8>) -> Bool {
    guard label.count <= 3, label.allSatisfy(isDigit), label.count == 1 || label.first != UInt8(ascii: "0") else {
      return false
    }
    return UInt8(String(decoding: label, as: UTF8.self)) != nil
  }

  private static func ipv6(_ bytes: ArraySlice<UInt8>) -> String? {
    var address = in6_addr()
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard bytes.count <= 45, bytes.allSatisfy({ $0 < 0x80 && $0 != 0 }),
      inet_pton(AF_INET6, String(decoding: bytes, as: UTF8.self), &address) == 1,
      inet_ntop(AF_INET6, &address, &text, socklen_t(text.count)) != nil
    else { return nil }
    return "[" + String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) + "]"
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch lowercased(byte) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    case let byte: isDigit(byte)
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
