/// Finds values in JSON with comments and trailing commas (JSONC, as VS Code, Cursor and others write their settings), without
/// building them: only where they begin and end.
struct JSONCScanner {
  private static let depthLimit = 64

  let bytes: [UInt8]

  /// One member of an object: where its key and its value stand, and the comma behind it.
  struct Member {
    /// Without escapes, so that every spelling of a name is that name.
    let name: [UInt8]
    let key: Range<Int>
    let value: Range<Int>
    let comma: Int?
  }

  struct Object {
    /// From the opening brace up to and with the closing one.
    let range: Range<Int>
    let members: [Member]

    func member(_ name: String) -> Member? { members.first { $0.name.elementsEqual(name.utf8) } }

    var end: Int { range.upperBound - 1 }
  }

  /// Whether there is nothing but space and comments, which clients take for no settings.
  func isBlank() throws(ConfigurationError) -> Bool {
    try requireUTF8()
    return try skipTrivia(from: start) == bytes.count
  }

  /// Where the text begins, behind a byte order mark.
  var start: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// The outermost object; nothing but space and comments may stand around it.
  /// - Throws: `ConfigurationError.malformed` for what isn't JSON, comments and commas behind the last member or element apart.
  func root() throws(ConfigurationError) -> Object {
    try requireUTF8()
    let start = try skipTrivia(from: start)
    let object = try object(at: start, depth: 0)
    let end = try skipTrivia(from: object.range.upperBound)
    guard end == bytes.count else { throw error("Something follows the outermost object", at: end) }
    return object
  }

  func object(at start: Int) throws(ConfigurationError) -> Object { try object(at: start, depth: 0) }

  func isObject(at place: Int) -> Bool { byte(place) == UInt8(ascii: "{") }

  /// The place behind space and comments.
  func skipTrivia(from start: Int) throws(ConfigurationError) -> Int {
    var place = start
    while let byte = byte(place) {
      if Self.isSpace(byte) {
        place += 1
      } else if byte == UInt8(ascii: "/"), self.byte(place + 1) == UInt8(ascii: "/") {
        while let byte = self.byte(place), byte != UInt8(ascii: "\n") { place += 1 }
      } else if byte == UInt8(ascii: "/"), self.byte(place + 1) == UInt8(ascii: "*") {
        place = try endOfBlockComment(from: place)
      } else {
        break
      }
    }
    return place
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  // MARK: -

  func byte(_ place: Int) -> UInt8? { place >= 0 && place < bytes.count ? bytes[place] : nil }

  func error(_ what: String, at place: Int) -> ConfigurationError {
    ConfigurationError(.malformed, what, at: place, in: bytes)
  }

  private func requireUTF8() throws(ConfigurationError) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
  }

  private func endOfBlockComment(from start: Int) throws(ConfigurationError) -> Int {
    var place = start + 2
    while byte(place) != nil {
      if byte(place) == UInt8(ascii: "*"), byte(place + 1) == UInt8(ascii: "/") { return place + 2 }
      place += 1
    }
    throw error("A comment has no end", at: start)
  }

  private func object(at start: Int, depth: Int) throws(ConfigurationError) -> Object {
    guard byte(start) == UInt8(ascii: "{") else { throw error("An object was expected", at: start) }
    guard depth < Self.depthLimit else { throw error("Objects and arrays are nested too deeply", at: start) }
    var members: [Member] = []
    var names: Set<[UInt8]> = []
    var place = try skipTrivia(from: start + 1)
    while byte(place) != UInt8(ascii: "}") {
      guard members.last.map({ $0.comma != nil }) ?? true else { throw error("A comma is missing", at: place) }
      let member = try member(at: place, depth: depth)
      guard names.insert(member.name).inserted else {
        throw error("\"\(String(decoding: member.name, as: UTF8.self).prefix(64))\" stands twice", at: place)
      }
      members.append(member)
      place = try skipTrivia(from: member.comma.map { $0 + 1 } ?? member.value.upperBound)
    }
    return Object(range: start..<(place + 1), members: members)
  }

  private func member(at start: Int, depth: Int) throws(ConfigurationError) -> Member {
    let keyEnd = try endOfString(at: start)
    let colon = try skipTrivia(from: keyEnd)
    guard byte(colon) == UInt8(ascii: ":") else { throw error("A colon is missing", at: colon) }
    let value = try skipTrivia(from: colon + 1)
    let end = try endOfValue(at: value, depth: depth + 1)
    let comma = try skipTrivia(from: end)
    return Member(
      name: name(start..<keyEnd), key: start..<keyEnd, value: value..<end,
      comma: byte(comma) == UInt8(ascii: ",") ? comma : nil)
  }

  private func endOfValue(at start: Int, depth: Int) throws(ConfigurationError) -> Int {
    switch byte(start) {
    case UInt8(ascii: "{"): return try object(at: start, depth: depth).range.upperBound
    case UInt8(ascii: "["): return try endOfArray(at: start, depth: depth)
    case UInt8(ascii: "\""): return try endOfString(at: start)
    default:
      var place = start
      while let byte = byte(place), Self.isScalar(byte) { place += 1 }
      let value = bytes[min(start, place)..<place]
      guard ["true", "false", "null"].contains(where: { value.elementsEqual($0.utf8) }) || Self.isNumber(value) else {
        throw error("A value was expected", at: start)
      }
      return place
    }
  }

  private func endOfArray(at start: Int, depth: Int) throws(ConfigurationError) -> Int {
    guard depth < Self.depthLimit else { throw error("Objects and arrays are nested too deeply", at: start) }
    var place = try skipTrivia(from: start + 1)
    while byte(place) != UInt8(ascii: "]") {
      place = try skipTrivia(from: try endOfValue(at: place, depth: depth + 1))
      if byte(place) == UInt8(ascii: ",") {
        place = try skipTrivia(from: place + 1)
      } else if byte(place) != UInt8(ascii: "]") {
        throw error("A comma is missing", at: place)
      }
    }
    return place + 1
  }

  private func endOfString(at start: Int) throws(ConfigurationError) -> Int {
    guard byte(start) == UInt8(ascii: "\"") else { throw error("A quotation mark was expected", at: start) }
    var place = start + 1
    while let byte = byte(place), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
      if byte == UInt8(ascii: "\"") { return place + 1 }
      guard byte >= 0x20 else { throw error("A string has a control character", at: place) }
      place += byte == UInt8(ascii: "\\") ? try lengthOfEscape(at: place) : 1
    }
    throw error("A string has no end", at: start)
  }
}
