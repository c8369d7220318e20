/// A strict reader of RFC 8259: one value, nothing after it, no leniency of any kind.
///
/// Refused with their position: duplicate names, trailing commas, invalid UTF-8, lone surrogates, malformed numbers,
/// control characters in strings, a byte order mark, and whatever exceeds the limits.
struct JSONParser {
  /// Objects of fewer members compare each name with all before it; a set keeps larger ones from taking quadratic time.
  private static let comparedMembers = 32

  let limits: JSONLimits
  var index = 0
  var nodes: [JSONNode] = []
  /// The text that is read. Strings with escapes are replaced in it by what they stand for, which is never longer.
  var unescaped: [UInt8]

  /// - Parameter copy: the same bytes as are parsed.
  init(limits: JSONLimits, copy: [UInt8]) {
    self.limits = limits
    unescaped = copy
  }

  mutating func parse(_ text: borrowing Span<UInt8>) throws(JSONParseError) -> JSON {
    nodes.reserveCapacity(min(text.count / 8, 512) + 8)
    try value(text, depth: 0)
    skipSpace(text)
    guard index == text.count else { throw JSONParseError(.textAfterValue, at: index) }
    return JSONDocument(text: unescaped, nodes: nodes).value(at: 0)
  }

  private mutating func value(_ text: borrowing Span<UInt8>, depth: Int) throws(JSONParseError) {
    skipSpace(text)
    guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "\""): try string(text)
    case UInt8(ascii: "{"): try object(text, depth: depth + 1)
    case UInt8(ascii: "["): try array(text, depth: depth + 1)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(text)
    case UInt8(ascii: "t"): try literal(text, "true", .true)
    case UInt8(ascii: "f"): try literal(text, "false", .false)
    case UInt8(ascii: "n"): try literal(text, "null", .null)
    default: throw JSONParseError(.unexpectedByte(byte), at: index)
    }
  }

  private mutating func array(_ text: borrowing Span<UInt8>, depth: Int) throws(JSONParseError) {
    let place = try open(.array, depth)
    guard !closes(text, with: UInt8(ascii: "]")) else { return }
    var count = 0
    repeat {
      try value(text, depth: depth)
      count += 1
    } while try continues(text, closing: UInt8(ascii: "]"))
    nodes[place].close(count: count, next: nodes.count)
  }

  private mutating func object(_ text: borrowing Span<UInt8>, depth: Int) throws(JSONParseError) {
    let place = try open(.object, depth)
    guard !closes(text, with: UInt8(ascii: "}")) else { return }
    var count = 0
    var seen: Set<ExactString> = []
    repeat {
      skipSpace(text)
      let start = index
      let name = nodes.count
      guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
      guard text[index] == UInt8(ascii: "\"") else { throw JSONParseError(.unexpectedByte(text[index]), at: index) }
      try string(text)
      let isNew =
        count < Self.comparedMembers ? isNew(name, inObjectAt: place) : isNew(name, inObjectAt: place, &seen)
      guard isNew else { throw JSONParseError(.duplicateName(string(at: name)), at: start) }
      skipSpace(text)
      try expect(text, UInt8(ascii: ":"))
      try value(text, depth: depth)
      count += 1
    } while try continues(text, closing: UInt8(ascii: "}"))
    nodes[place].close(count: count, next: nodes.count)
  }

  private mutating func open(_ kind: JSONNode.Kind, _ depth: Int) throws(JSONParseError) -> Int {
    guard depth <= limits.depth else { throw JSONParseError(.tooDeep(limit: limits.depth), at: index) }
    index += 1
    nodes.append(JSONNode(kind, at: nodes.count))
    return nodes.count - 1
  }

  @inline(__always)
  private mutating func closes(_ text: borrowing Span<UInt8>, with closing: UInt8) -> Bool {
    skipSpace(text)
    guard index < text.count, text[index] == closing else { return false }
    index += 1
    return true
  }

  /// After an element: true at a comma that another element follows, false at the closing bracket.
  @inline(__always)
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

  @inline(__always)
  private mutating func expect(_ text: borrowing Span<UInt8>, _ byte: UInt8) throws(JSONParseError) {
    guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
    guard text[index] == byte else { throw JSONParseError(.unexpectedByte(text[index]), at: index) }
    index += 1
  }

  private mutating func literal(
    _ text: borrowing Span<UInt8>, _ word: StaticString, _ kind: JSONNode.Kind
  ) throws(JSONParseError) {
    let start = index
    for offset in 0..<word.utf8CodeUnitCount {
      guard index < text.count else { throw JSONParseError(.unexpectedEnd, at: index) }
      guard text[index] == word.utf8Start[offset] else { throw JSONParseError(.badLiteral, at: start) }
      index += 1
    }
    nodes.append(JSONNode(kind, at: nodes.count))
  }

  @inline(__always)
  private mutating func skipSpace(_ text: borrowing Span<UInt8>) {
    // One comparison is enough where there is none, which is nearly everywhere.
    while index < text.count, text[index] <= 0x20 {
      switch text[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }
}

// MARK: - Names

extension JSONParser {
  private func string(at place: Int) -> String { String(decoding: unescaped[nodes[place].range], as: UTF8.self) }

  /// Whether no member before has the same name as the last one.
  private func isNew(_ name: Int, inObjectAt object: Int) -> Bool {
    let node = nodes[name]
    var earlier = object + 1
    while earlier < name {
      if nodes[earlier].count == node.count, hasSameBytes(nodes[earlier].range, node.range) { return false }
      earlier = nodes[earlier + 1].next
    }
    return true
  }

  private func hasSameBytes(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    unescaped.span.extracting(first).hasSameBytes(as: unescaped.span.extracting(second))
  }

  /// - Parameter seen: the names of all members before, once there are any in it.
  private func isNew(_ name: Int, inObjectAt object: Int, _ seen: inout Set<ExactString>) -> Bool {
    if seen.isEmpty {
      var earlier = object + 1
      while earlier < name {
        seen.insert(ExactString(string(at: earlier)))
        earlier = nodes[earlier + 1].next
      }
    }
    return seen.insert(ExactString(string(at: name))).inserted
  }
}

// MARK: -

extension JSON {
  /// Reads one JSON value that is the whole of `text`.
  /// - Throws: `JSONParseError` with the reason and the byte offset.
  public init(parsing text: borrowing Span<UInt8>, limits: JSONLimits) throws(JSONParseError) {
    try limits.check(text.count)
    var parser = JSONParser(limits: limits, copy: text.withUnsafeBufferPointer { Array($0) })
    self = try parser.parse(text)
  }

  /// Reads one JSON value that is the whole of `text`.
  /// - Throws: `JSONParseError` with the reason and the byte offset.
  public init(parsing text: [UInt8], limits: JSONLimits) throws(JSONParseError) {
    try limits.check(text.count)
    var parser = JSONParser(limits: limits, copy: text)
    self = try parser.parse(text.span)
  }
}

extension JSONLimits {
  fileprivate func check(_ count: Int) throws(JSONParseError) {
    let limit = min(bytes, JSONNode.longestText)
    guard count <= limit else { throw JSONParseError(.tooLong(limit: limit), at: limit) }
  }
}
