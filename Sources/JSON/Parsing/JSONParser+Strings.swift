extension JSONParser {
  /// Reads a string, from its opening quotation mark to behind its closing one.
  @inline(__always)
  mutating func string(_ text: borrowing Span<UInt8>) throws(JSONParseError) {
    let start = index + 1
    let end = text.endOfPlainRun(from: start)
    // Most strings are plain.
    if end < text.count, text[end] == UInt8(ascii: "\"") {
      index = end + 1
      nodes.append(JSONNode(.string, at: nodes.count, in: start..<end))
    } else {
      index = end
      try string(text, from: start)
    }
  }

  /// Goes on with a string at its first byte that isn't plain.
  private mutating func string(_ text: borrowing Span<UInt8>, from start: Int) throws(JSONParseError) {
    var isASCII = true
    while true {
      index = text.endOfPlainRun(from: index)
      guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\""):
        try close(start..<index, isASCII: isASCII, at: start)
        return
      case UInt8(ascii: "\\"):
        return try escapedString(text, from: start, isASCII: isASCII)
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
    _ text: borrowing Span<UInt8>, from start: Int, isASCII: Bool
  ) throws(JSONParseError) {
    var isASCII = isASCII
    /// The end of what is unescaped so far, which is never beyond what is read.
    var end = index
    var run = index
    while true {
      index = text.endOfPlainRun(from: index)
      guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\""):
        move(run..<index, to: &end)
        return try close(start..<end, isASCII: isASCII, at: start)
      case UInt8(ascii: "\\"):
        move(run..<index, to: &end)
        try escape(text, to: &end)
        run = index
      case 0..<0x20:
        throw JSONParseError(.controlCharacter(byte), at: index)
      default:
        isASCII = false
        index += 1
      }
    }
  }

  /// At the closing quotation mark.
  /// - Parameter range: where in `unescaped` the string is.
  private mutating func close(
    _ range: Range<Int>, isASCII: Bool, at start: Int
  ) throws(JSONParseError) {
    index += 1
    guard isASCII || unescaped.span.extracting(range).isUTF8 else { throw JSONParseError(.badUTF8, at: start) }
    nodes.append(JSONNode(.string, at: nodes.count, in: range))
  }

  private mutating func move(_ run: Range<Int>, to end: inout Int) {
    guard !run.isEmpty else { return }
    let start = end
    unescaped.withUnsafeMutableBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: bytes[start...]).copyMemory(from: .init(rebasing: bytes[run]))
    }
    end += run.count
  }

  private mutating func append(_ byte: UInt8, to end: inout Int) {
    unescaped[end] = byte
    end += 1
  }

  private mutating func escape(_ text: borrowing Span<UInt8>, to end: inout Int) throws(JSONParseError) {
    let start = index
    guard index + 1 < text.count else { throw JSONParseError(.unexpectedEnd, at: text.count) }
    let byte = text[index + 1]
    index += 2
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): append(byte, to: &end)
    case UInt8(ascii: "b"): append(0x08, to: &end)
    case UInt8(ascii: "f"): append(0x0C, to: &end)
    case UInt8(ascii: "n"): append(0x0A, to: &end)
    case UInt8(ascii: "r"): append(0x0D, to: &end)
    case UInt8(ascii: "t"): append(0x09, to: &end)
    case UInt8(ascii: "u"): for byte in try scalar(text, from: start).utf8 { append(byte, to: &end) }
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
}
