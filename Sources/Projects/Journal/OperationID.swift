public import JSON

/// The id of one operation: `op_` and 26 characters of Crockford's base 32 in lowercase
/// (48 bits of time in milliseconds, 80 random bits; https://github.com/ulid/spec). Later ids sort after earlier ones.
///
/// Keys are labelled with it, so that one whose delivery was lost can be found again.
public struct OperationID: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let text: String

  private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
  private static let prefix = "op_"

  /// A new id for an operation that begins now.
  public init(at time: Timestamp) {
    var generator = SystemRandomNumberGenerator()
    self.init(at: time, using: &generator)
  }

  init(at time: Timestamp, using generator: inout some RandomNumberGenerator) {
    // The 130 bits of 26 digits: two zero bits, 48 of time, 80 of chance.
    let clock = UInt64(clamping: time.milliseconds) & (1 << 48 - 1)
    let high = generator.next() & (1 << 40 - 1)
    let low = generator.next() & (1 << 40 - 1)
    let bytes = Self.base32(clock, digits: 10) + Self.base32(high, digits: 8) + Self.base32(low, digits: 8)
    text = Self.prefix + String(decoding: bytes, as: UTF8.self)
  }

  /// Nil when `text` isn't such an id.
  public init?(_ text: String) {
    guard text.utf8.count == 29, text.hasPrefix(Self.prefix), text.utf8.dropFirst(3).allSatisfy(Self.digits.contains)
    else { return nil }
    self.text = text
  }

  public static func < (first: OperationID, second: OperationID) -> Bool { first.text < second.text }

  public var description: String { text }

  private static func base32(_ value: UInt64, digits count: UInt64) -> [UInt8] {
    (0..<count).reversed().map { digits[Int(truncatingIfNeeded: value >> (5 * $0) & 31)] }
  }
}

extension OperationID: FieldValue {
  public static var schema: Schema { .string }

  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    guard case .string(let text) = json, let id = OperationID(text) else {
      throw FieldError(expected: "an operation id", found: json)
    }
    self = id
  }

  public func write(to writer: inout JSONWriter) { writer.value(text) }
}
