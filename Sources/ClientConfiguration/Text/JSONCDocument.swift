import JSON

/// A client's JSON settings in which one entry is put or taken away: `{"mcpServers": {"modelgates": {…}}}`. Every byte outside
/// the entry stays, comments, order, indentation and line ends included, and taking away what was put restores the text.
struct JSONCDocument: Equatable {
  private(set) var bytes: [UInt8]

  /// What would be in a file that is made for the entry alone.
  static func containing(_ entry: JSON, named name: String, in container: String) -> JSONCDocument {
    JSONCDocument(bytes: JSON.object([container: .object([name: entry])]).prettyBytes)
  }

  /// The entry as it stands, without comments; nil when there is none.
  func entry(named name: String, in container: String) throws(ConfigurationError) -> JSON? {
    let scanner = JSONCScanner(bytes: bytes)
    guard let (_, object) = try servers(container, scanner),
      let member = object.members.first(where: { $0.name == name })
    else { return nil }
    return try? JSON(parsing: try scanner.withoutComments(member.value), limits: JSONLimits(depth: 64, bytes: 1 << 20))
  }

  /// Puts the entry, in place of one of the same name. Nothing changes when it is there already.
  mutating func put(_ entry: JSON, named name: String, in container: String) throws(ConfigurationError) {
    if try self.entry(named: name, in: container) == entry { return }
    let scanner = JSONCScanner(bytes: bytes)
    guard let (_, object) = try servers(container, scanner) else {
      let value = JSON.object([name: entry])
      return insert(value, named: container, into: try scanner.root(), level: 1)
    }
    if let member = object.members.first(where: { $0.name == name }) {
      bytes.replaceSubrange(member.value, with: rendering(entry, level: 2))
    } else {
      insert(entry, named: name, into: object, level: 2)
    }
  }

  /// Takes the entry away, and the container if it was made for the entry. False when there was none.
  mutating func remove(named name: String, from container: String) throws(ConfigurationError) -> Bool {
    let scanner = JSONCScanner(bytes: bytes)
    guard let (holder, object) = try servers(container, scanner),
      let member = object.members.first(where: { $0.name == name })
    else { return false }
    let entry = try self.entry(named: name, in: container) ?? .null
    // What was put into a file without any indented line is now what its indentation is told by.
    let ownForms = [indentation, Self.usualIndentation].map { rendering(.object([name: entry]), level: 1, by: $0) }
    if ownForms.contains(Array(bytes[holder.value])) {
      remove(holder, from: try scanner.root())
    } else {
      remove(member, from: object)
    }
    return true
  }

  // MARK: -

  private func servers(
    _ container: String, _ scanner: JSONCScanner
  ) throws(ConfigurationError) -> (JSONCScanner.Member, JSONCScanner.Object)? {
    guard let holder = try scanner.root().members.first(where: { $0.name == container }) else { return nil }
    guard scanner.isObject(at: holder.value.lowerBound) else {
      throw ConfigurationError(.unsupported, "\"\(container)\" isn't an object.")
    }
    return (holder, try scanner.object(at: holder.value.lowerBound))
  }

  private mutating func insert(
    _ value: JSON, named name: String, into object: JSONCScanner.Object, level: Int
  ) {
    let member = JSON.string(name).bytes + Array(": ".utf8) + rendering(value, level: level)
    guard let last = object.members.last else {
      // Directly behind the brace, by which it is known later that the object was there before; but a file of `{}` is ours.
      let isBlank = level == 1 && object.range.count == 2
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
