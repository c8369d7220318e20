/// The line before a chunk (RFC 9112 section 7.1): its size and perhaps extensions.
struct ChunkSize {
  let value: Int
  /// The bytes of the line behind the size.
  let extensionBytes: Int

  static let maximumDigits = 16

  /// - Parameter line: without its end.
  init(_ text: borrowing Span<UInt8>, _ line: Range<Int>) throws(RequestRefusal) {
    var size: UInt64 = 0
    var end = line.lowerBound
    while end < line.upperBound, let digit = Self.digit(text[end]) {
      guard end - line.lowerBound < Self.maximumDigits else { throw Self.noSize }
      size = size << 4 | digit
      end += 1
    }
    guard end > line.lowerBound, let value = Int(exactly: size) else { throw Self.noSize }
    self.value = value
    let rest = end..<line.upperBound
    extensionBytes = rest.count
    guard !rest.isEmpty else { return }
    let extensions = text.withoutWhiteSpace(rest)
    guard !extensions.isEmpty, text[extensions.lowerBound] == UInt8(ascii: ";"), text.isFieldValue(rest) else {
      throw .malformed("A chunk's size is followed by something that isn't an extension.")
    }
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  private static var noSize: RequestRefusal { .malformed("A chunk doesn't begin with its size in hexadecimal digits.") }
}
