extension JSONParser {
  /// Reads a string, from its opening quotation mark to behind its closing one.
  mutating func string(_ text: borrowing Span<UInt8>) throws(JSONParseError) -> String {
    let start = index + 1
    index = start
    var isASCII = true
    while true {
      index = text.endOfPlainRun(from: index)
      guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\""):
        let content = text.extracting(start..<index)
        index += 1
        return isASCII ? Self.string(content) : try Self.validated(content, at: start)
      case UInt8(ascii: "\\"):
        return try escapedString(text, from: start)
      case 0..<0x20:
        throw JSONParseError(.controlCharacter(byte), at: index)
      default:
        isASCII = false
        index += 1
      }
    }
  }

  /// Goes on with a string at its first backslash.
  private mutating func escapedString(
    _ text: borrowing Span<UInt8>, from start: Int
  ) throws(JSONParseError) -> String {
    var content: [UInt8] = []
    content.reserveCapacity(index - start + 32)
    var run = start
    while true {
      index = text.endOfPlainRun(from: index)
      guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\""):
        Self.append(text.extracting(run..<index), to: &content)
        index += 1
        return try Self.validated(content.span, at: start)
      case UInt8(ascii: "\\"):
        Self.append(text.extracting(run..<index), to: &content)
        try escape(text, into: &content)
        run = index
      case 0..<0x20:
        throw JSONParseError(.controlCharacter(byte), at: index)
      default:
        index += 1
      }
    }
  }

  private static func append(_ run: borrowing Span<UInt8>, to content: inout [UInt8]) {
    run.withUnsafeBufferPointer { content.append(contentsOf: $0) }
  }

  private mutating func escape(_ text: borrowing Span<UInt8>, into content: inout [UInt8]) throws(JSONParseError) {
    let start = index
    guard index + 1 < text.count else { throw JSONParseError(.unexpectedEnd, at: text.count) }
    let byte = text[index + 1]
    index += 2
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"): content.append(contentsOf: try scalar(text, from: start).utf8)
    default: throw JSONParseError(.badEscape, at: start)
    }
  }

  /// Reads the digits of `\uXXXX`, and of the second escape of a surrogate pair.
  private mutating func scalar(
    _ text: borrowing Span<UInt8>, from start: Int
  ) throws(JSONParseError) -> Unicode.Scalar {
    let first = try fourHexDigits(text, from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, index + 1 < text.count, text[index] == UInt8(ascii: "\\"),
      text[index + 1] == UInt8(ascii: "u")
    else { throw JSONParseError(.loneSurrogate, at: start) }
    index += 2
    let second = try fourHexDigits(text, from: start)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw JSONParseError(.loneSurrogate, at: start) }
    return scalar
  }

  private mutating func fourHexDigits(
    _ text: borrowing Span<UInt8>, from start: Int
  ) throws(JSONParseError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
      default: throw JSONParseError(.badEscape, at: start)
      }
      index += 1
    }
    return value
  }

  /// A string of bytes that are known to be ASCII or checked UTF-8.
  static func string(_ bytes: borrowing Span<UInt8>) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  private static func validated(_ bytes: borrowing Span<UInt8>, at start: Int) throws(JSONParseError) -> String {
    guard let string = bytes.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) }) else {
      throw JSONParseError(.badUTF8, at: start)
    }
    return string
  }
}
