import HTTP
import JSON
import SystemLibraries

/// A value of the body that a client repeats in a header field (2026-07-28, basic/transports/streamable-http, value encoding).
enum MirroredValue {
  private static let prefix = "=?base64?"
  private static let suffix = "?="

  /// What a field's value stands for: itself, or what is encoded in it.
  /// - Returns: nil when it has characters that such a field can't have, or is encoded wrongly.
  static func decode(_ value: String) -> String? {
    let text = value.utf8
    if isEncoded(text) {
      let encoded = text.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)
      return (try? Base64.decode(String(decoding: encoded, as: UTF8.self))).flatMap {
        String(validating: $0, as: UTF8.self)
      }
    }
    return isPlain(text) ? value : nil
  }

  /// Whether a value may stand in a field as it is.
  static func isLiteral(_ value: String) -> Bool { isPlain(value.utf8) && !isEncoded(value.utf8) }

  private static func isPlain(_ text: String.UTF8View) -> Bool {
    text.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 }
  }

  private static func isEncoded(_ text: String.UTF8View) -> Bool {
    text.starts(with: prefix.utf8) && text.count >= prefix.utf8.count + suffix.utf8.count
      && text.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  /// Whether a decoded value is the same as one of the body. Integers are compared as numbers.
  static func matches(_ text: String, _ value: JSON) -> Bool {
    switch value {
    case .string(let string): string.utf8.elementsEqual(text.utf8)
    case .bool(let bool): text == (bool ? "true" : "false")
    case .integer(let integer):
      Int64(text) == integer || number(text) == Double(integer) && integer.magnitude <= 1 << 53
    case .number(let number): self.number(text) == number.double
    case .null, .array, .object: false
    }
  }

  private static func number(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }) else { return nil }
    return Double(text)
  }
}
