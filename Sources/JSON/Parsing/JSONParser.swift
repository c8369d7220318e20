/// A strict reader of RFC 8259: one value, nothing after it, no leniency of any kind.
///
/// Refused with their position: duplicate names, trailing commas, invalid UTF-8, lone surrogates, malformed numbers,
/// control characters in strings, a byte order mark, and whatever exceeds the limits.
struct JSONParser {
  let limits: JSONLimits
  var index = 0

  init(limits: JSONLimits) { self.limits = limits }

  mutating func parse(_ text: borrowing Span<UInt8>) throws(JSONParseError) -> JSON {
    guard text.count <= limits.bytes else { throw JSONParseError(.tooLong(limit: limits.bytes), at: limits.bytes) }
    let value = try value(text, depth: 0)
    skipSpace(text)
    guard index == text.count else { throw JSONParseError(.textAfterValue, at: index) }
    return value
  }

  private mutating func value(_ text: borrowing Span<UInt8>, depth: Int) throws(JSONParseError) -> JSON {
    skipSpace(text)
    guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "\""): return .string(try string(text))
    case UInt8(ascii: "{"): return .object(try object(text, depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(text, depth: depth + 1))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(text)
    case UInt8(ascii: "t"): return try literal(text, "true", .bool(true))
    case UInt8(ascii: "f"): return try literal(text, "false", .bool(false))
    case UInt8(ascii: "n"): return try literal(text, "null", .null)
    default: throw JSONParseError(.unexpectedByte(byte), at: index)
    }
  }

  private mutating func array(_ text: borrowing Span<UInt8>, depth: Int) throws(JSONParseError) -> [JSON] {
    try open(depth)
    var elements: [JSON] = []
    if closes(text, with: UInt8(ascii: "]")) { return elements }
    elements.reserveCapacity(4)
    while true {
      elements.append(try value(text, depth: depth))
      guard try continues(text, closing: UInt8(ascii: "]")) else { return elements }
    }
  }

  private mutating func object(_ text: borrowing Span<UInt8>, depth: Int) throws(JSONParseError) -> JSONObject {
    try open(depth)
    if closes(text, with: UInt8(ascii: "}")) { return JSONObject() }
    var members: [JSONObject.Stored] = []
    members.reserveCapacity(4)
    // Comparing with each earlier name is fastest for small objects; a set keeps large ones from taking quadratic time.
    var seen: Set<ExactString> = []
    while true {
      skipSpace(text)
      let start = index
      guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
      guard text[index] == UInt8(ascii: "\"") else { throw JSONParseError(.unexpectedByte(text[index]), at: index) }
      let name = try string(text)
      if members.count == 16 { seen = Set(members.map { ExactString($0.name) }) }
      let isNew =
        members.count < 16
        ? !members.contains { $0.name.hasSameBytes(as: name) } : seen.insert(ExactString(name)).inserted
      guard isNew else { throw JSONParseError(.duplicateName(name), at: start) }
      skipSpace(text)
      try expect(text, UInt8(ascii: ":"))
      members.append(JSONObject.Stored(name: name, value: try value(text, depth: depth)))
      guard try continues(text, closing: UInt8(ascii: "}")) else {
        return JSONObject(uniqueNames: members)
      }
    }
  }

  private mutating func open(_ depth: Int) throws(JSONParseError) {
    guard depth <= limits.depth else { throw JSONParseError(.tooDeep(limit: limits.depth), at: index) }
    index += 1
  }

  private mutating func closes(_ text: borrowing Span<UInt8>, with closing: UInt8) -> Bool {
    skipSpace(text)
    guard index < text.count, text[index] == closing else { return false }
    index += 1
    return true
  }

  /// After an element: true at a comma that another element follows, false at the closing bracket.
  private mutating func continues(
    _ text: borrowing Span<UInt8>, closing: UInt8
  ) throws(JSONParseError) -> Bool {
    if closes(text, with: closing) { return false }
    let comma = index
    try expect(text, UInt8(ascii: ","))
    skipSpace(text)
    if index < text.count, text[index] == closing { throw JSONParseError(.trailingComma, at: comma) }
    return true
  }

  private mutating func expect(_ text: borrowing Span<UInt8>, _ byte: UInt8) throws(JSONParseError) {
    guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
    guard text[index] == byte else { throw JSONParseError(.unexpectedByte(text[index]), at: index) }
    index += 1
  }

  private mutating func literal(
    _ text: borrowing Span<UInt8>, _ word: StaticString, _ value: JSON
  ) throws(JSONParseError) -> JSON {
    let start = index
    for offset in 0..<word.utf8CodeUnitCount {
      guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
      guard text[index] == word.utf8Start[offset] else { throw JSONParseError(.badLiteral, at: start) }
      index += 1
    }
    return value
  }

  private mutating func skipSpace(_ text: borrowing Span<UInt8>) {
    while index < text.count {
      switch text[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }
}

extension JSON {
  /// Reads one JSON value that is the whole of `text`.
  /// - Throws: `JSONParseError` with the reason and the byte offset.
  public init(parsing text: borrowing Span<UInt8>, limits: JSONLimits) throws(JSONParseError) {
    var parser = JSONParser(limits: limits)
    self = try parser.parse(text)
  }

  /// Reads one JSON value that is the whole of `text`.
  /// - Throws: `JSONParseError` with the reason and the byte offset.
  public init(parsing text: [UInt8], limits: JSONLimits) throws(JSONParseError) {
    try self.init(parsing: text.span, limits: limits)
  }
}
