import JSON
import Testing

/// A text that isn't JSON, why it isn't, and at which byte.
struct Refusal: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let error: JSONParseError

  init(_ text: String, _ reason: JSONParseError.Reason, _ offset: Int) {
    self.init(Array(text.utf8), reason, offset)
  }

  init(_ bytes: [UInt8], _ reason: JSONParseError.Reason, _ offset: Int) {
    self.bytes = bytes
    error = JSONParseError(reason, at: offset)
  }

  var testDescription: String { "\(JSON.string(String(decoding: bytes, as: UTF8.self))): \(error)" }

  func check() { #expect(throws: error) { try JSON(parsing: bytes, limits: .ample) } }
}

extension JSONLimits {
  /// More than any text here needs.
  static let ample = JSONLimits(depth: 64, bytes: 1_000_000)
}

extension JSON {
  /// Reads a text that stands in a test.
  static func parsed(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8), limits: .ample) }
}

extension [UInt8] {
  /// The bytes of ASCII text with single bytes in between.
  static func text(_ before: String, _ bytes: [UInt8], _ after: String) -> [UInt8] {
    Array(before.utf8) + bytes + Array(after.utf8)
  }
}
