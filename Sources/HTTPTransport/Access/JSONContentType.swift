import HTTP

/// Only `application/json` is taken: a page of another origin can't send that without asking first, as it can `text/plain`.
enum JSONContentType {
  static func check(_ fields: HTTPFields) throws(Refusal) {
    if !fields.has("content-type", equal: "application/json") {
      guard MediaType.isJSON(fields), isUTF8(fields["content-type"] ?? "") else {
        throw .unsupportedMediaType("The body of a POST is application/json.")
      }
    }
    if fields.contains("content-encoding"), fields["content-encoding"]?.lowercased() != "identity" {
      throw .unsupportedMediaType("The body may not be compressed.")
    }
  }

  /// Parameters mean nothing to JSON (RFC 8259 section 11), but a charset that isn't UTF-8 would be a lie about the bytes.
  private static func isUTF8(_ value: String) -> Bool {
    value.utf8.split(separator: UInt8(ascii: ";")).dropFirst().map(MediaType.name).allSatisfy { parameter in
      !parameter.hasPrefix("charset=") || ["charset=utf-8", "charset=\"utf-8\""].contains(parameter)
    }
  }
}
