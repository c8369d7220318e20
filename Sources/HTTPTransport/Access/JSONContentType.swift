import HTTP

/// Only `application/json` is taken: a page of another origin can't send that without asking first, as it can `text/plain`.
enum JSONContentType {
  static func check(_ fields: HTTPFields) throws(Refusal) {
    let types = fields.values(of: "content-type")
    guard types.count == 1, let type = types.first, isJSON(type) else {
      throw .unsupportedMediaType("The body of a POST is application/json.")
    }
    if let coding = fields["content-encoding"], coding.lowercased() != "identity" {
      throw .unsupportedMediaType("The body may not be compressed.")
    }
  }

  /// Parameters mean nothing to JSON (RFC 8259 section 11), but a charset that isn't UTF-8 would be a lie about the bytes.
  private static func isJSON(_ value: String) -> Bool {
    if value == "application/json" { return true }
    let parts = value.lowercased().split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
    guard parts.first == "application/json" else { return false }
    return parts.dropFirst().allSatisfy { part in
      !part.hasPrefix("charset=") || ["charset=utf-8", "charset=\"utf-8\""].contains(part)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
