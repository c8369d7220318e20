/// One segment of a request's path, percent-encoded (RFC 3986 section 3.3).
enum PathSegment {
  /// - Throws: `invalid_request` for text that is empty, longer than 200 bytes, or a relative segment.
  static func encoded(_ text: String) throws(GatewayError) -> String {
    guard !text.isEmpty, text.utf8.count <= 200, text != ".", text != ".." else {
      throw .invalidRequest("An identifier in the request is empty, too long or not an identifier.")
    }
    var encoded = ""
    for byte in text.utf8 {
      if isPlain(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"),
      UInt8(ascii: "@"):
      true
    default: false
    }
  }
}
