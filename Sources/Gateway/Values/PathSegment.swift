/// One segment of a request's path, percent-encoded (RFC 3986 section 3.3).
enum PathSegment {
  /// - Throws: `invalid_request` for text that is empty, longer than 200 bytes, or a relative segment.
  static func encoded(_ text: String) throws(GatewayError) -> String {
    guard !text.isEmpty, text.utf8.count <= 200, text != ".", text != ".." else {
      throw .invalidRequest("An identifier in the request is empty, too long or not an identifier.")
    }
    return PercentEncoding.encode(text.utf8, keeping: ":@")
  }
}
