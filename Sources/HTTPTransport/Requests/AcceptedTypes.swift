import HTTP

/// Which of the two kinds of answers a client takes (RFC 9110 section 12.5.1).
struct AcceptedTypes: OptionSet {
  let rawValue: UInt8
  static let json = AcceptedTypes(rawValue: 1)
  static let events = AcceptedTypes(rawValue: 2)
  static let both: AcceptedTypes = [.json, .events]

  static func accepted(by fields: HTTPFields) -> AcceptedTypes {
    // What nearly every client sends.
    if fields.has("accept", equal: "application/json, text/event-stream") { return .both }
    var types: AcceptedTypes = []
    for value in fields.values(of: "accept") {
      for range in value.utf8.split(separator: UInt8(ascii: ",")) { types.formUnion(Self.types(in: range)) }
    }
    return types
  }

  private static func types(in range: Substring.UTF8View) -> AcceptedTypes {
    let parts = range.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard let type = parts.first, !parts.dropFirst().contains(where: isRefusal) else { return [] }
    switch MediaType.name(type) {
    case "*/*": return .both
    case "application/json", "application/*": return .json
    case "text/event-stream", "text/*": return .events
    default: return []
    }
  }

  /// Whether a parameter is a weight of zero: not this type.
  private static func isRefusal(_ parameter: Substring.UTF8View) -> Bool {
    let text = MediaType.name(parameter)
    return text.hasPrefix("q=0") && !text.dropFirst(3).contains { $0 != "0" && $0 != "." }
  }
}

/// Names of media types (RFC 9110 section 8.3.1).
enum MediaType {
  /// Without white space around it, in lower case.
  static func name(_ text: some Collection<UInt8>) -> String {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let start = text.drop(while: isSpace)
    let count = start.reversed().drop(while: isSpace).count
    return String(decoding: start.prefix(count), as: UTF8.self).lowercased()
  }
}
