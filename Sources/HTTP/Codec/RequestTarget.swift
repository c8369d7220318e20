/// What a request is for (RFC 9112 section 3.2), as places in its head.
struct RequestTarget {
  /// From its slash on; empty for an absolute form that has none; the asterisk of `OPTIONS *`.
  let path: Range<Int>
  /// Behind the first `?`.
  let query: Range<Int>?
  /// Of the absolute form: what `Host` must be.
  let authority: Range<Int>?

  init(path: Range<Int>, query: Range<Int>?, authority: Range<Int>? = nil) {
    self.path = path
    self.query = query
    self.authority = authority
  }

  /// - Parameter target: not empty, all its bytes in `ByteSet.target`.
  init(_ text: borrowing Span<UInt8>, _ target: Range<Int>, method: Range<Int>) throws(RequestRefusal) {
    guard !Self.isConnect(text, method) else { throw .unknownMethod }
    if text[target.lowerBound] == UInt8(ascii: "/") {
      self.init(text, pathAndQuery: target, authority: nil)
    } else if target.count == 1, text[target.lowerBound] == UInt8(ascii: "*") {
      guard text.equals(method, "OPTIONS") else { throw .malformed("Only OPTIONS can be for the target *.") }
      self.init(path: target, query: nil)
    } else {
      try self.init(text, absolute: target)
    }
  }

  private static func isConnect(_ text: borrowing Span<UInt8>, _ method: Range<Int>) -> Bool {
    text.equals(method, "CONNECT")
  }

  private init(_ text: borrowing Span<UInt8>, absolute target: Range<Int>) throws(RequestRefusal) {
    guard let scheme = Self.schemeCount(text, target) else {
      throw .malformed("The target must be a path that begins with a slash, or an http or https address.")
    }
    let start = target.lowerBound + scheme
    var end = start
    while end < target.upperBound, text[end] != UInt8(ascii: "/"), text[end] != UInt8(ascii: "?") { end += 1 }
    self.init(text, pathAndQuery: end..<target.upperBound, authority: start..<end)
  }

  private static func schemeCount(_ text: borrowing Span<UInt8>, _ target: Range<Int>) -> Int? {
    for scheme: StaticString in ["http://", "https://"] where target.count >= scheme.utf8CodeUnitCount {
      let start = target.lowerBound..<target.lowerBound + scheme.utf8CodeUnitCount
      if text.equalsIgnoringCase(start, scheme) { return start.count }
    }
    return nil
  }

  private init(_ text: borrowing Span<UInt8>, pathAndQuery: Range<Int>, authority: Range<Int>?) {
    var end = pathAndQuery.lowerBound
    while end < pathAndQuery.upperBound, text[end] != UInt8(ascii: "?") { end += 1 }
    path = pathAndQuery.lowerBound..<end
    query = end < pathAndQuery.upperBound ? end + 1..<pathAndQuery.upperBound : nil
    self.authority = authority
  }
}
