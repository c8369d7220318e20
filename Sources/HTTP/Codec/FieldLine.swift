/// Reads one line of a head or of trailers (RFC 9112 section 5).
enum FieldLine {
  /// - Parameter line: without its end, not empty.
  static func read(_ text: borrowing Span<UInt8>, _ line: Range<Int>) throws(RequestRefusal) -> HTTPFields.Place {
    let colon = text.endOfToken(in: line)
    guard colon > line.lowerBound, colon < line.upperBound, text[colon] == UInt8(ascii: ":") else {
      throw badName(text, line, colon)
    }
    let value = text.withoutWhiteSpace(colon + 1..<line.upperBound)
    guard text.isFieldValue(value) else { throw .malformed("A field value holds a control character.") }
    return HTTPFields.Place(name: line.lowerBound..<colon, value: value)
  }

  private static func badName(
    _ text: borrowing Span<UInt8>, _ line: Range<Int>, _ end: Int
  ) -> RequestRefusal {
    guard end < line.upperBound else { return .malformed("A field line has no colon.") }
    let byte = text[end]
    if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
      return end == line.lowerBound
        ? .malformed("A field line begins with white space; lines can't be folded.")
        : .malformed("White space stands before the colon of a field line.")
    }
    return byte == UInt8(ascii: ":")
      ? .malformed("A field has no name.") : .malformed("A field name holds a character that no token has.")
  }
}
