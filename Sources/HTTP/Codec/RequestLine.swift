/// The first line of a request (RFC 9112 section 3), as places in its head.
struct RequestLine {
  let method: Range<Int>
  let target: RequestTarget
  /// The version is 1.0; else it is 1.1 or a later 1.x, which is read as 1.1 (RFC 9110 section 2.5).
  let isHTTP10: Bool

  init(method: Range<Int>, target: RequestTarget, isHTTP10: Bool = false) {
    self.method = method
    self.target = target
    self.isHTTP10 = isHTTP10
  }

  /// - Parameter line: without its end.
  init(_ text: borrowing Span<UInt8>, _ line: Range<Int>) throws(RequestRefusal) {
    let methodEnd = text.endOfToken(in: line)
    guard methodEnd > line.lowerBound, methodEnd < line.upperBound, text[methodEnd] == UInt8(ascii: " ") else {
      throw .malformed("The request line has no method.")
    }
    let targetEnd = text.end(of: .target, in: methodEnd + 1..<line.upperBound)
    guard targetEnd > methodEnd + 1, targetEnd < line.upperBound, text[targetEnd] == UInt8(ascii: " ") else {
      throw .malformed(
        "The request line must be a method, a target without a fragment, and a version, one space apart.")
    }
    method = line.lowerBound..<methodEnd
    isHTTP10 = try Self.isHTTP10(text, targetEnd + 1..<line.upperBound)
    target = try RequestTarget(text, methodEnd + 1..<targetEnd, method: method)
  }

  private static func isHTTP10(_ text: borrowing Span<UInt8>, _ range: Range<Int>) throws(RequestRefusal) -> Bool {
    let start = range.lowerBound
    let name: StaticString = "HTTP/"
    guard range.count == 8, name.withUTF8Buffer({ text.equals(start..<start + 5, $0) }),
      let major = text.digit(start + 5), text[start + 6] == UInt8(ascii: "."), let minor = text.digit(start + 7)
    else { throw .malformed("The request line doesn't end with a version of HTTP.") }
    guard major == 1 else { throw .unknownVersion }
    return minor == 0
  }
}

extension Span<UInt8> {
  /// The value of a decimal digit.
  func digit(_ index: Int) -> Int? {
    let byte = self[index]
    return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte - UInt8(ascii: "0")) : nil
  }
}
