import JSON

/// A client's JSON settings in which one entry is put or taken away: `{"mcpServers": {"modelgates": {…}}}`. Every byte outside
/// the entry stays, comments, order, indentation and line ends included.
///
/// Taking away what was put restores the text, since it can be seen by the text what was there before:
/// - an object that was there without members has the first one directly behind its brace: `{"modelgates": …`; or, where it
///   was `{}`, the new member on lines of its own, and nothing else;
/// - an object that was made for the entry has it on lines of its own;
/// - a text without an object, of nothing but space and comments, has before it an object made for the entry that begins and
///   ends with an empty line;
/// - a file that was made for the entry has exactly the bytes of `containing`. Since `{}` and a line end would become the
///   same, that counts as an object with something in it.
struct JSONCDocument: Equatable {
  private(set) var bytes: [UInt8]

  /// What would be in a file that is made for the entry alone.
  static func containing(_ entry: JSON, named name: String, in container: String) -> JSONCDocument {
    JSONCDocument(bytes: JSON.object([container: .object([name: entry])]).prettyBytes)
  }

  /// Puts the entry, in place of one of the same name. Nothing changes when it is there already.
  mutating func put(_ entry: JSON, named name: String, in container: String) throws(ConfigurationError) {
    if try self.entry(at: [container, name]) == entry { return }
    let scanner = JSONCScanner(bytes: bytes)
    if try scanner.isBlank() { return putBeforeAll(entry, named: name, in: container) }
    guard let (_, object) = try servers(container, scanner) else {
      let value = JSON.object([name: entry])
      return insert(value, named: container, into: try scanner.root(), level: 1)
    }
    if let member = object.member(name) {
      let indentation = indentation(in: member.value, levels: 3)
      bytes.replaceSubrange(member.value, with: rendering(entry, level: 2, by: indentation))
    } else {
      insert(entry, named: name, into: object, level: 2)
    }
  }

  /// Takes the entry away, and the container if it was made for the entry. False when there was none.
  mutating func remove(named name: String, from container: String) throws(ConfigurationError) -> Bool {
    let scanner = JSONCScanner(bytes: bytes)
    guard let (holder, object) = try servers(container, scanner),
      let member = object.member(name)
    else { return false }
    let servers = JSON.object([name: try entry(at: [container, name]) ?? .null])
    let root = try scanner.root()
    if try removeFromBefore(root, made(servers, container, by: indentation(in: root.range, levels: 1)), scanner) {
      return true
    }
    if Array(bytes[holder.value]) == rendering(servers, level: 1, by: indentation(in: holder.value, levels: 2)) {
      remove(holder, from: root)
    } else {
      remove(member, from: object)
    }
    return true
  }

  /// Whether the whole text is what would be in a file that is made for the entry as it stands.
  func isMadeFor(_ name: String, in container: String) throws(ConfigurationError) -> Bool {
    guard let entry = try entry(at: [container, name]) else { return false }
    return self == .containing(entry, named: name, in: container)
  }

  // MARK: A text without an object

  private mutating func putBeforeAll(_ entry: JSON, named name: String, in container: String) {
    let start = JSONCScanner(bytes: bytes).start
    let object = made(.object([name: entry]), container, by: indentation)
    bytes.insert(contentsOf: object + (hasComment(from: start) ? lineEnd : []), at: start)
  }

  /// Takes away an object that was put before all. False where it is none.
  private mutating func removeFromBefore(
    _ root: JSONCScanner.Object, _ made: [UInt8], _ scanner: JSONCScanner
  ) throws(ConfigurationError) -> Bool {
    guard root.range.lowerBound == scanner.start, bytes[root.range].elementsEqual(made) else { return false }
    var end = root.range.upperBound
    if hasComment(from: end), bytes[end...].starts(with: lineEnd) { end += lineEnd.count }
    bytes.removeSubrange(root.range.lowerBound..<end)
    return true
  }

  private func made(_ servers: JSON, _ container: String, by indentation: [UInt8]?) -> [UInt8] {
    let member = JSON.string(container).bytes + Array(": ".utf8) + rendering(servers, level: 1, by: indentation)
    return [UInt8(ascii: "{")] + lineEnd + lineStart(1, by: indentation) + member + lineEnd + lineEnd + [
      UInt8(ascii: "}")
    ]
  }

  private func hasComment(from start: Int) -> Bool { !bytes[start...].allSatisfy(JSONCScanner.isSpace) }

  // MARK: -

  private func servers(
    _ container: String, _ scanner: JSONCScanner
  ) throws(ConfigurationError) -> (JSONCScanner.Member, JSONCScanner.Object)? {
    guard try !scanner.isBlank(), let holder = try scanner.root().member(container) else { return nil }
    guard scanner.isObject(at: holder.value.lowerBound) else {
      throw scanner.error("\"\(container)\" isn't an object", at: holder.value.lowerBound)
    }
    return (holder, try scanner.object(at: holder.value.lowerBound))
  }

  private mutating func insert(
    _ value: JSON, named name: String, into object: JSONCScanner.Object, level: Int
  ) {
    let member = JSON.string(name).bytes + Array(": ".utf8) + rendering(value, level: level)
    guard let last = object.members.last else {
      let isBlank = level == 1 && object.range.count == 2 && bytes != Array("{}\n".utf8)
      let text = isBlank ? lineStart(1) + member + lineStart(0) : member
      return bytes.insert(contentsOf: text, at: object.range.lowerBound + 1)
    }
    let place = endOfTrivia(in: (last.comma ?? last.value.upperBound - 1) + 1, object.end)
    let isOnOneLine = !bytes[object.range.lowerBound..<object.end].contains(UInt8(ascii: "\n"))
    let start = isOnOneLine ? Array(" ".utf8) : lineStart(level)
    bytes.insert(contentsOf: start + member + (last.comma == nil ? [] : [UInt8(ascii: ",")]), at: place)
    if last.comma == nil { bytes.insert(UInt8(ascii: ","), at: last.value.upperBound) }
  }

  private mutating func remove(_ member: JSONCScanner.Member, from object: JSONCScanner.Object) {
    let index = object.members.firstIndex { $0.key == member.key } ?? 0
    let isLast = index == object.members.count - 1
    var start = member.key.lowerBound
    while start > object.range.lowerBound + 1, JSONCScanner.isSpace(bytes[start - 1]) { start -= 1 }
    let end = member.comma.map { $0 + 1 } ?? member.value.upperBound
    if isLast, member.comma == nil, index > 0, let comma = object.members[index - 1].comma {
      bytes.removeSubrange(start..<end)
      bytes.remove(at: comma)
    } else if object.members.count == 1 {
      let inside = object.range.lowerBound + 1..<object.end
      let isAlone = start == inside.lowerBound && bytes[end..<inside.upperBound].allSatisfy(JSONCScanner.isSpace)
      let isDirectlyBehindBrace = member.key.lowerBound == inside.lowerBound
      bytes.removeSubrange(isAlone && !isDirectlyBehindBrace ? inside : start..<end)
    } else {
      bytes.removeSubrange(start..<end)
    }
  }

  /// The place behind the last comment before `end`, or `start`: what is put there keeps comments with what they stand beside.
  private func endOfTrivia(in start: Int, _ end: Int) -> Int {
    var place = end
    while place > start, JSONCScanner.isSpace(bytes[place - 1]) { place -= 1 }
    return place
  }

  // MARK: How the file is written

  private var lineEnd: [UInt8] {
    guard let feed = bytes.firstIndex(of: UInt8(ascii: "\n")), feed > 0, bytes[feed - 1] == UInt8(ascii: "\r") else {
      return [UInt8(ascii: "\n")]
    }
    return [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
  }

  /// What a level is indented by: as the first indented line is, else two spaces.
  private var indentation: [UInt8] {
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
      let space = line.prefix { $0 == 0x20 || $0 == 0x09 }
      if !space.isEmpty, space.count <= 8, space.count < line.count { return Array(space) }
    }
    return Self.usualIndentation
  }

  /// What was put here is indented by, told by the first line behind the brace, which is so many levels deep. Nil for an object
  /// that has its first member beside the brace.
  private func indentation(in range: Range<Int>, levels: Int) -> [UInt8]? {
    let inside = bytes[range].dropFirst()
    let line = inside.drop { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    guard line.count < inside.count else { return nil }
    return Array(line.prefix(line.prefix { $0 == 0x20 || $0 == 0x09 }.count / levels))
  }

  private static let usualIndentation = Array("  ".utf8)

  private func lineStart(_ level: Int, by indentation: [UInt8]? = nil) -> [UInt8] {
    lineEnd + Array(repeatElement(indentation ?? self.indentation, count: level).joined())
  }

  private func rendering(_ value: JSON, level: Int, by indentation: [UInt8]? = nil) -> [UInt8] {
    var text: [UInt8] = []
    let lines = value.prettyBytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let spaces = line.prefix { $0 == 0x20 }.count
      if index > 0 { text += lineStart(level + spaces / 2, by: indentation) }
      text += line.dropFirst(spaces)
    }
    return text
  }
}

extension JSONCScanner {
  /// A value without comments and trailing commas, which a strict parser can read.
  func withoutComments(_ range: Range<Int>) throws(ConfigurationError) -> [UInt8] {
    var text: [UInt8] = []
    var place = range.lowerBound
    var isString = false
    while place < range.upperBound {
      let byte = bytes[place]
      if isString {
        text.append(byte)
        if byte == UInt8(ascii: "\\"), place + 1 < range.upperBound { text.append(bytes[place + 1]) }
        if byte == UInt8(ascii: "\"") { isString = false }
        place += byte == UInt8(ascii: "\\") ? 2 : 1
        continue
      }
      let next = try skipTrivia(from: place)
      if next > place {
        place = next
        continue
      }
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]"), text.last == UInt8(ascii: ",") { text.removeLast() }
      isString = byte == UInt8(ascii: "\"")
      text.append(byte)
      place += 1
    }
    return text
  }
}
