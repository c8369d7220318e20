/// A client's TOML settings in which one table is put or taken away: `[mcp_servers.modelgates]`. Every byte outside the table
/// stays, and taking away what was put restores the text: a table is put behind one empty line, which goes with it, and a
/// text that didn't end with a line end doesn't end with one afterwards.
///
/// Only a table with a header of its own is edited; one that is written as an inline table or with dotted keys is left.
struct TOMLDocument: Equatable {
  private(set) var bytes: [UInt8]

  typealias Pairs = [(key: TOMLName, value: TOMLTree.Value)]

  /// What would be in a file that is made for the table alone.
  static func containing(_ pairs: Pairs, table: [TOMLName]) -> [UInt8] {
    block(pairs, table, lineEnd: [UInt8(ascii: "\n")])
  }

  /// Puts the table with these values. In a table that is there, other keys stay, and so does an array that begins with what
  /// is to be put. Nothing changes when all is there already.
  mutating func put(_ pairs: Pairs, table: [TOMLName]) throws(ConfigurationError) {
    let parser = try TOMLParser(bytes)
    if let node = try parser.tree.table(at: table, in: bytes) {
      let missing = pairs.filter { !Self.holds(parser.tree.value(at: table + [$0.key]), $0.value) }
      if missing.isEmpty { return }
      switch node.kind {
      case .header: try put(missing, into: parser.sections, table)
      case .implicit: append(pairs, table)
      default: throw Self.unsupported
      }
    } else {
      if let inline = table.indices.compactMap({ parser.tree.node(at: Array(table.prefix($0))) }).first(where: {
        $0.kind == .inline
      }) {
        throw ConfigurationError(
          .unsupported, "The servers stand in an inline table, which isn't edited", at: inline.place, in: bytes)
      }
      append(pairs, table)
    }
    guard let put = try? TOMLParser(bytes).tree,
      pairs.allSatisfy({ Self.holds(put.value(at: table + [$0.key]), $0.value) })
    else { throw Self.unsupported }
  }

  /// Takes the table and its subtables away. False when there was none.
  mutating func remove(table: [TOMLName]) throws(ConfigurationError) -> Bool {
    let parser = try TOMLParser(bytes)
    guard try parser.tree.table(at: table, in: bytes) != nil else { return false }
    var rest = bytes
    var isBehindOwn = false
    for (index, section) in parser.sections.enumerated().reversed() {
      let isOwn = section.path.starts(with: table)
      if isOwn {
        // What stands between two tables of the entry goes with them.
        let end = isBehindOwn ? parser.sections[index + 1].range.lowerBound : section.range.upperBound
        Self.cut(
          section.range.lowerBound..<end, from: &rest,
          isFirst: index == 0 || !parser.sections[index - 1].path.starts(with: table))
      }
      isBehindOwn = isOwn
    }
    let left = try TOMLParser(rest).tree
    guard left.node(at: table) == nil else { throw Self.unsupported }
    bytes = rest
    return true
  }

  private static let unsupported = ConfigurationError(
    .unsupported,
    "The entry \(ClientEntry.name) is written as an inline table or with dotted keys, which aren't edited.")

  // MARK: -

  /// Whether a value is what is to be put, or an array that begins with it.
  private static func holds(_ old: TOMLTree.Value?, _ new: TOMLTree.Value) -> Bool {
    if case .strings(let old) = old, case .strings(let new) = new { return old.starts(with: new) }
    return old?.bytes == new.bytes
  }

  private mutating func put(
    _ pairs: Pairs, into sections: [TOMLParser.Section], _ table: [TOMLName]
  ) throws(ConfigurationError) {
    guard let section = sections.first(where: { $0.path == table && !$0.isElement }) else { throw Self.unsupported }
    let old = section.pairs.reversed().compactMap { pair in
      pairs.first { [$0.key] == pair.path }.map { (pair.value, $0.value) }
    }
    for (range, value) in old { bytes.replaceSubrange(range, with: value.bytes) }
    var lines: [UInt8] = []
    for (key, value) in pairs where !section.pairs.contains(where: { $0.path == [key] }) {
      lines += key.bytes + Array(" = ".utf8) + value.bytes + lineEnd
    }
    let endsLine = section.body > 0 && bytes[section.body - 1] == UInt8(ascii: "\n")
    bytes.insert(contentsOf: endsLine ? lines : lineEnd + lines, at: section.body)
  }

  private mutating func append(_ pairs: Pairs, _ table: [TOMLName]) {
    let block = Self.block(pairs, table, lineEnd: lineEnd)
    let hasOpenLine = bytes.last.map { $0 != UInt8(ascii: "\n") && !isMarkAlone } ?? false
    bytes += hasOpenLine ? lineEnd + lineEnd + block.dropLast(lineEnd.count) : lineEnd + block
  }

  private var isMarkAlone: Bool { bytes == [0xEF, 0xBB, 0xBF] }

  private static func block(_ pairs: Pairs, _ table: [TOMLName], lineEnd: [UInt8]) -> [UInt8] {
    let header = Array("[".utf8) + table.map(\.bytes).joined(separator: [UInt8(ascii: ".")]) + Array("]".utf8) + lineEnd
    return pairs.reduce(header) { $0 + $1.key.bytes + Array(" = ".utf8) + $1.value.bytes + lineEnd }
  }

  /// Takes lines away, with the empty line before them.
  private static func cut(_ range: Range<Int>, from bytes: inout [UInt8], isFirst: Bool) {
    let reachesEnd = range.upperBound == bytes.count
    let hadOpenLine = reachesEnd && bytes.last != UInt8(ascii: "\n")
    bytes.removeSubrange(range)
    guard isFirst else { return }
    let before = bytes[..<range.lowerBound]
    let length = lineEndLength(before)
    let rest = before.dropLast(length)
    if length > 0, rest.isEmpty || lineEndLength(rest) > 0 || rest.elementsEqual([0xEF, 0xBB, 0xBF]) {
      bytes.removeSubrange(rest.endIndex..<before.endIndex)
    }
    if hadOpenLine { bytes.removeLast(lineEndLength(bytes[...])) }
  }

  private static func lineEndLength(_ bytes: ArraySlice<UInt8>) -> Int {
    guard bytes.last == UInt8(ascii: "\n") else { return 0 }
    return bytes.dropLast().last == UInt8(ascii: "\r") ? 2 : 1
  }

  private var lineEnd: [UInt8] {
    let isWide = zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "\r") && $1 == UInt8(ascii: "\n") }
    return Array((isWide ? "\r\n" : "\n").utf8)
  }
}

extension TOMLTree.Value {
  /// As it is written; empty for what isn't text.
  var bytes: [UInt8] {
    switch self {
    case .string(let value): Array(Self.quoted(value).utf8)
    case .strings(let values): Array(("[" + values.map(Self.quoted).joined(separator: ", ") + "]").utf8)
    case .other: []
    }
  }

  /// A basic string (https://toml.io/en/v1.0.0#string).
  private static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
