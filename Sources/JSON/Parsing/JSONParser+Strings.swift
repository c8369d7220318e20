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
    var isUTF8 = try text.skipUnescaped(from: &index)
    var end = index
    if text[index] == UInt8(ascii: "\\") {
      var rest = EscapedText(at: index)
      var output = unescaped.mutableSpan
      try rest.read(text, into: &output)
      (index, end, isUTF8) = (rest.index, rest.end, rest.isUTF8 && isUTF8)
    }
    index += 1
    guard isUTF8 else { throw JSONParseError(.badUTF8, at: start) }
    nodes.append(JSONNode(.string, at: nodes.count, in: start..<end))
  }
}

extension Span<UInt8> {
  /// Goes on to the next quotation mark or backslash.
  /// - Returns: whether all before is UTF-8.
  fileprivate func skipUnescaped(from index: inout Int) throws(JSONParseError) -> Bool {
    var isUTF8 = true
    while true {
      index = endOfPlainRun(from: index)
      guard index < count else { throw JSONParseError(.unexpectedEnd, at: index) }
      switch self[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): return isUTF8
      case let byte where byte < 0x20: throw JSONParseError(.controlCharacter(byte), at: index)
      default:
        let end = endOfNonASCIIRun(from: index)
        isUTF8 = isUTF8 && end > index
        index = Swift.max(end, index + 1)
      }
    }
  }
}

/// The rest of a string from its first escape on, which is replaced by what it stands for.
private struct EscapedText {
  /// What is read so far.
  private(set) var index: Int
  /// The end of what it stands for, which is never beyond what is read.
  private(set) var end: Int
  private(set) var isUTF8 = true

  /// - Parameter index: of a backslash.
  init(at index: Int) {
    self.index = index
    end = index
  }

  /// Goes on to the closing quotation mark.
  /// - Parameter output: as long as the text, which it may replace up to the index.
  mutating func read(
    _ text: borrowing Span<UInt8>, into output: inout MutableSpan<UInt8>
  ) throws(JSONParseError) {
    repeat {
      try escape(text, into: &output)
      let run = index
      let isRunUTF8 = try text.skipUnescaped(from: &index)
      isUTF8 = isUTF8 && isRunUTF8
      copy(text.extracting(run..<index), into: &output)
    } while text[index] == UInt8(ascii: "\\")
  }

  private mutating func copy(_ run: borrowing Span<UInt8>, into output: inout MutableSpan<UInt8>) {
    let (start, count) = (end, run.count)
    precondition(count <= output.count - start, "what is read is longer than the text")
    run.withUnsafeBytes { run in
      output.withUnsafeMutableBytes { UnsafeMutableRawBufferPointer(rebasing: $0[start...]).copyMemory(from: run) }
    }
    end += count
  }

  private mutating func append(_ byte: UInt8, to output: inout MutableSpan<UInt8>) {
    output[end] = byte
    end += 1
  }

  private mutating func escape(
    _ text: borrowing Span<UInt8>, into output: inout MutableSpan<UInt8>
  ) throws(JSONParseError) {
    let start = index
    guard index + 1 < text.count else { throw JSONParseError(.unexpectedEnd, at: text.count) }
    let byte = text[index + 1]
    index += 2
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): append(byte, to: &output)
    case UInt8(ascii: "b"): append(0x08, to: &output)
    case UInt8(ascii: "f"): append(0x0C, to: &output)
    case UInt8(ascii: "n"): append(0x0A, to: &output)
    case UInt8(ascii: "r"): append(0x0D, to: &output)
    case UInt8(ascii: "t"): append(0x09, to: &output)
    case UInt8(ascii: "u"): for byte in try scalar(text, from: start).utf8 { append(byte, to: &output) }
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
