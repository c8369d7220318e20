/// Permission bits, as chmod(1) writes them in octal: `0o600` is the owner's alone.
public struct FileMode: Hashable, Sendable, RawRepresentable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  public let rawValue: UInt16

  /// Bits other than the twelve of chmod(2) are dropped.
  public init(rawValue: UInt16) { self.rawValue = rawValue & 0o7777 }
  public init(integerLiteral value: UInt16) { self.init(rawValue: value) }

  /// Whether group and others may do nothing.
  public var isOwnerOnly: Bool { rawValue & 0o077 == 0 }

  /// What both allow.
  public func intersection(_ other: FileMode) -> FileMode { FileMode(rawValue: rawValue & other.rawValue) }

  public var description: String {
    let digits = String(rawValue, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
