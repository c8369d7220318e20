/// The elements of a comma-separated field value (RFC 9110 section 5.6.1), in order, without the white space around them.
/// Commas in quoted strings separate nothing. Empty elements are handed out as empty ranges.
struct ListElements {
  private var rest: Range<Int>?

  init(of value: Range<Int>) { rest = value }

  /// - Parameter text: the one that the value is a range of.
  mutating func next(_ text: borrowing Span<UInt8>) -> Range<Int>? {
    guard let range = rest else { return nil }
    var isQuoted = false
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      if isQuoted {
        if byte == UInt8(ascii: "\\") { index += 1 }
        if byte == UInt8(ascii: "\"") { isQuoted = false }
      } else if byte == UInt8(ascii: ",") {
        rest = index + 1..<range.upperBound
        return text.withoutWhiteSpace(range.lowerBound..<index)
      } else if byte == UInt8(ascii: "\"") {
        isQuoted = true
      }
      index += 1
    }
    rest = nil
    return text.withoutWhiteSpace(range)
  }
}

extension Span<UInt8> {
  /// A list element up to its first semicolon.
  func withoutParameters(_ range: Range<Int>) -> Range<Int> {
    for index in range where self[index] == UInt8(ascii: ";") { return withoutWhiteSpace(range.lowerBound..<index) }
    return range
  }
}
