/// https://toml.io/en/v1.0.0#string
extension TOMLScanner {
  /// A string of any of the four kinds, which begins here.
  mutating func string() throws(ConfigurationError) -> [UInt8] {
    guard let quote = next else { throw error("A string was expected") }
    return self[1] == quote && self[2] == quote ? try linesOfText() : try lineOfText()
  }

  /// A basic or a literal string on one line.
  mutating func lineOfText() throws(ConfigurationError) -> [UInt8] {
    let start = place
    let quote = next
    advance()
    var text: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
      if byte == quote {
        advance()
        return text
      }
      text += try character(byte, escapes: quote == UInt8(ascii: "\""))
    }
    throw error("A string has no end", at: start)
  }

  /// A string between three quotation marks or apostrophes, over several lines.
  private mutating func linesOfText() throws(ConfigurationError) -> [UInt8] {
    let start = place
    let quote = next
    advance(3)
    _ = takeLineEnd()
    var text: [UInt8] = []
    while let byte = next {
      let line = place
      if byte == quote {
        // Up to two may stand before the three that end the string.
        let count = (0..<5).first { self[$0] != quote } ?? 5
        text += Array(repeating: byte, count: count < 3 ? count : count - 3)
        advance(count)
        if count >= 3 { return text }
      } else if takeLineEnd() {
        text += bytes[line..<place]
      } else if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "\\"), try skipFoldedLines() {
        continue
      } else {
        text += try character(byte, escapes: quote == UInt8(ascii: "\""))
      }
    }
    throw error("A string has no end", at: start)
  }

  /// A backslash at the end of a line, with all space and line ends behind it. False where the backslash is another.
  private mutating func skipFoldedLines() throws(ConfigurationError) -> Bool {
    let start = self
    advance()
    skipSpace()
    guard takeLineEnd() else {
      self = start
      return false
    }
    repeat { skipSpace() } while takeLineEnd()
    return true
  }

  private mutating func character(_ byte: UInt8, escapes: Bool) throws(ConfigurationError) -> [UInt8] {
    guard !Self.isControl(byte) else { throw error("A string has a control character") }
    advance()
    return escapes && byte == UInt8(ascii: "\\") ? try escaped() : [byte]
  }

  private mutating func escaped() throws(ConfigurationError) -> [UInt8] {
    let kind = next
    advance()
    switch kind {
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return kind.map { [$0] } ?? []
    case UInt8(ascii: "u"): return try scalar(digits: 4)
    case UInt8(ascii: "U"): return try scalar(digits: 8)
    default: throw error("A backslash stands before what it can't stand before", at: place - 1)
    }
  }

  private mutating func scalar(digits: Int) throws(ConfigurationError) -> [UInt8] {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw error("An escaped character needs \(digits) hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      advance()
    }
    guard let scalar = Unicode.Scalar(value) else { throw error("An escaped character isn't one", at: place - 1) }
    return Array(String(Character(scalar)).utf8)
  }
}
