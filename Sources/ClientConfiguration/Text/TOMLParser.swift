/// Reads a whole TOML document: every line is looked at, and what isn't TOML 1.0 is refused with its line.
struct TOMLParser {
  /// A header with the lines below it; the first section of a document has none.
  struct Section {
    /// The names of `[a.b]` or `[[a.b]]`; empty for the first section.
    let path: [TOMLName]
    let isElement: Bool
    /// From the beginning of the header's line to the end of the last line with a key, line end included.
    fileprivate(set) var range: Range<Int>
    /// Where the line behind the header begins.
    let body: Int
    fileprivate(set) var pairs: [Pair] = []
  }

  struct Pair {
    let path: [TOMLName]
    /// Where the value stands in the text.
    let value: Range<Int>
  }

  /// A value where it is written.
  enum Element {
    case value(TOMLTree.Value)
    /// An inline table, by its node.
    case table(Int)
  }

  private var scanner: TOMLScanner
  private(set) var tree = TOMLTree()
  private(set) var sections: [Section] = []

  /// - Parameter bytes: the document; a byte order mark may stand before it.
  /// - Throws: `ConfigurationError.malformed` for what isn't TOML.
  init(_ bytes: [UInt8]) throws(ConfigurationError) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    scanner = TOMLScanner(bytes)
    let start = scanner.place
    var section = Section(path: [], isElement: false, range: start..<start, body: start)
    var table = 0
    try scanner.skipTrivia()
    while scanner.next != nil {
      if scanner.next == UInt8(ascii: "[") {
        sections.append(section)
        (section, table) = try header()
      } else {
        section.pairs.append(try pair(in: table))
        try scanner.endLine()
        section.range = section.range.lowerBound..<scanner.place
      }
      try scanner.skipTrivia()
    }
    sections.append(section)
  }

  // MARK: Statements

  private mutating func header() throws(ConfigurationError) -> (Section, table: Int) {
    let start = scanner.place
    scanner.advance()
    let isElement = scanner.take("[")
    let path = try scanner.key()
    guard scanner.take("]"), !isElement || scanner.take("]") else {
      throw scanner.error("The header of a table isn't closed", at: start)
    }
    try scanner.endLine()
    let line = start - scanner.bytes[..<start].reversed().prefix(while: TOMLScanner.isSpace).count
    do {
      let table = isElement ? try tree.openElement(path, at: start) : try tree.openTable(path, at: start)
      return (
        Section(path: path, isElement: isElement, range: line..<scanner.place, body: scanner.place), table
      )
    } catch {
      throw conflict(error, at: start)
    }
  }

  /// `key = value` in a table, whether between lines or in braces.
  private mutating func pair(in table: Int, depth: Int = 0) throws(ConfigurationError) -> Pair {
    let start = scanner.place
    let path = try scanner.key()
    guard scanner.take("=") else { throw scanner.error("An equals sign is missing") }
    scanner.skipSpace()
    let place = scanner.place
    let value = try element(depth: depth)
    do {
      try tree.define(path, as: value, in: table, at: start)
    } catch {
      throw conflict(error, at: start)
    }
    return Pair(path: path, value: place..<scanner.place)
  }

  private func conflict(_ conflict: TOMLTree.Conflict, at place: Int) -> ConfigurationError {
    scanner.error(
      "\"\(conflict.path.shown)\" " + (conflict.isTwice ? "is defined twice, again" : "can't be added to"), at: place)
  }

  // MARK: Values

  private mutating func element(depth: Int) throws(ConfigurationError) -> Element {
    switch scanner.next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return .value(.string(String(decoding: try scanner.string(), as: UTF8.self)))
    case UInt8(ascii: "["): return .value(try array(depth: depth + 1))
    case UInt8(ascii: "{"): return .table(try inlineTable(depth: depth + 1))
    default:
      try skipScalar()
      return .value(.other)
    }
  }

  private mutating func skipScalar() throws(ConfigurationError) {
    let start = scanner.place
    skipToken()
    // Between a date and a time one space may stand.
    if TOMLScalar.isDate(scanner.bytes[start..<scanner.place]), scanner.next == 0x20,
      scanner[1].map(TOMLScalar.isDecimal) ?? false
    {
      scanner.advance()
      skipToken()
    }
    guard TOMLScalar.isValid(scanner.bytes[start..<scanner.place]) else {
      throw scanner.error("A value was expected", at: start)
    }
  }

  private mutating func skipToken() { while let byte = scanner.next, TOMLScalar.isPart(byte) { scanner.advance() } }

  private mutating func array(depth: Int) throws(ConfigurationError) -> TOMLTree.Value {
    let start = scanner.place
    guard depth <= TOMLScanner.depthLimit else { throw scanner.error("Arrays and tables are nested too deeply") }
    scanner.advance()
    var strings: [String] = []
    var holdsOthers = false
    try scanner.skipTrivia()
    while !scanner.take("]") {
      guard scanner.next != nil else { throw scanner.error("An array has no end", at: start) }
      if case .value(.string(let text)) = try element(depth: depth) { strings.append(text) } else { holdsOthers = true }
      try scanner.skipTrivia()
      guard scanner.take(",") || scanner.next == UInt8(ascii: "]") else {
        throw scanner.next == nil
          ? scanner.error("An array has no end", at: start) : scanner.error("A comma is missing")
      }
      try scanner.skipTrivia()
    }
    return holdsOthers ? .other : .strings(strings)
  }

  private mutating func inlineTable(depth: Int) throws(ConfigurationError) -> Int {
    let start = scanner.place
    guard depth <= TOMLScanner.depthLimit else { throw scanner.error("Arrays and tables are nested too deeply") }
    scanner.advance()
    let table = tree.addInlineTable(at: start)
    scanner.skipSpace()
    if scanner.take("}") { return table }
    repeat { _ = try pair(in: table, depth: depth); scanner.skipSpace() } while scanner.take(",")
    guard scanner.take("}") else { throw scanner.error("An inline table has no end", at: start) }
    return table
  }
}
