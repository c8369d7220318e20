import HTTP

/// Only `application/json` is taken: a page of another origin can't send that without asking first, as it can `text/plain`.
enum JSONContentType {
  static func check(_ fields: HTTPFields) throws(Refusal) {
    // What nearly every client sends.
    if !fields.has("content-type", equal: "application/json") {
      let values = fields.values(of: "content-type")
      guard values.count == 1, isJSON(values[0]) else {
        throw .unsupportedMediaType("The body of a POST is application/json.")
      }
    }
    if fields.contains("content-encoding"), fields["content-encoding"]?.lowercased() != "identity" {
      throw .unsupportedMediaType("The body may not be compressed.")
    }
  }

  /// Parameters mean nothing to JSON (RFC 8259 section 11), but a charset that isn't UTF-8 would be a lie about the bytes.
  private static func isJSON(_ value: String) -> Bool {
    let parts = value.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(MediaType.name)
    return parts.first == "application/json"
      && parts.dropFirst().allSatisfy { parameter in
        !parameter.hasPrefix("charset=") || ["charset=utf-8", "charset=\"utf-8\""].contains(parameter)
      }
  }
}
