/// The values of `Host` under which a port is served.
public struct AllowedHosts: Sendable {
  private let names: Set<String>
  private let port: Int
  /// Whether any address in numbers will do: where a port is open to other computers, each calls it differently. Names
  /// are what a foreign page could reach it by.
  private let allowsNumbers: Bool

  /// Those of a port on this computer's loopback interface.
  /// - Parameter host: Another of its addresses, in numbers.
  public static func loopback(host: String? = nil, port: Int) -> AllowedHosts {
    AllowedHosts(["localhost", "127.0.0.1", "[::1]", host ?? "localhost"], port: port, allowsNumbers: false)
  }

  /// Those of a port that is open to other computers, which may call it by `host`, too.
  public static func open(host: String, port: Int) -> AllowedHosts {
    AllowedHosts(["localhost", host.lowercased()], port: port, allowsNumbers: true)
  }

  private init(_ names: Set<String>, port: Int, allowsNumbers: Bool) {
    self.names = names
    self.port = port
    self.allowsNumbers = allowsNumbers
  }

  /// - Parameter host: With the port, which may only be missing when it is 80.
  public func contains(_ host: String) -> Bool {
    var name = host.lowercased()[...]
    var port = 80
    if let colon = name.lastIndex(of: ":"), !name.hasSuffix("]") {
      let digits = name[name.index(after: colon)...]
      guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let written = UInt16(digits) else { return false }
      port = Int(written)
      name = name[..<colon]
    }
    return port == self.port && (names.contains(String(name)) || allowsNumbers && Self.isNumbers(name))
  }

  private static func isNumbers(_ name: Substring) -> Bool {
    if name.hasPrefix("["), name.hasSuffix("]") {
      return name.dropFirst().dropLast().allSatisfy { $0 == ":" || $0 == "." || $0.isHexDigit }
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}
