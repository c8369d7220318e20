/// The syntax of `Host` (RFC 9110 section 7.2): a name or address, and perhaps a port.
enum Host {
  /// Stricter than the grammar, which also allows percent-encoding and `!$&'()*+,;=` in names: no host has them, and a comma
  /// may come of two fields that something on the way has joined.
  static func isValid(_ text: borrowing Span<UInt8>, _ value: Range<Int>) -> Bool {
    guard !value.isEmpty else { return false }
    let name = nameEnd(text, value)
    guard let name, name > value.lowerBound else { return false }
    guard name < value.upperBound else { return true }
    return text[name] == UInt8(ascii: ":") && isPort(text, name + 1..<value.upperBound)
  }

  private static func nameEnd(_ text: borrowing Span<UInt8>, _ value: Range<Int>) -> Int? {
    guard text[value.lowerBound] == UInt8(ascii: "[") else { return text.end(of: .hostName, in: value) }
    let end = text.end(of: .address, in: value.lowerBound + 1..<value.upperBound)
    guard end > value.lowerBound + 2, end < value.upperBound, text[end] == UInt8(ascii: "]") else { return nil }
    return end + 1
  }

  /// May be empty (RFC 3986 section 3.2.3).
  private static func isPort(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count <= 5 else { return false }
    var port = 0
    for index in range {
      guard let digit = text.digit(index) else { return false }
      port = port * 10 + digit
    }
    return port <= 65_535
  }
}
