extension JSONParser {
  /// Reads a number by the grammar of RFC 8259 section 6.
  mutating func number(_ text: borrowing Span<UInt8>) throws(JSONParseError) {
    let start = index
    let isNegative = text[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }

    let firstDigit = index
    /// Of up to 19 digits, which is what UInt64 holds, and as many as Int64 has.
    var magnitude: UInt64 = 0
    while let digit = digit(text) {
      magnitude = magnitude &* 10 &+ UInt64(digit)
      index += 1
    }
    let digits = index - firstDigit
    guard digits > 0, digits == 1 || text[firstDigit] != UInt8(ascii: "0") else {
      throw JSONParseError(index < text.count || digits > 0 ? .badNumber : .unexpectedEnd, at: start)
    }

    let isInteger = try !fraction(text, from: start)
    if isInteger, digits <= 19, let value = Self.integer(magnitude, isNegative) {
      nodes.append(JSONNode(.integer, at: nodes.count, payload: UInt64(bitPattern: value)))
    } else {
      nodes.append(JSONNode(.number, at: nodes.count, in: start..<index))
    }
  }

  /// Reads what may follow the integer part; false when nothing does.
  private mutating func fraction(_ text: borrowing Span<UInt8>, from start: Int) throws(JSONParseError) -> Bool {
    let integerEnd = index
    if index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      try digits(text, from: start)
    }
    if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") { index += 1 }
      try digits(text, from: start)
    }
    return index > integerEnd
  }

  private mutating func digits(_ text: borrowing Span<UInt8>, from start: Int) throws(JSONParseError) {
    let first = index
    while digit(text) != nil { index += 1 }
    guard index > first else { throw JSONParseError(index < text.count ? .badNumber : .unexpectedEnd, at: start) }
  }

  private func digit(_ text: borrowing Span<UInt8>) -> UInt8? {
    guard index < text.count else { return nil }
    let value = text[index] &- UInt8(ascii: "0")
    return value < 10 ? value : nil
  }

  /// Nil for what Int64 can't hold, and for `-0`, which would not print as it came.
  private static func integer(_ magnitude: UInt64, _ isNegative: Bool) -> Int64? {
    guard isNegative else { return Int64(exactly: magnitude) }
    if magnitude == 0 { return nil }
    if magnitude == Int64.min.magnitude { return .min }
    return Int64(exactly: magnitude).map { -$0 }
  }
}
