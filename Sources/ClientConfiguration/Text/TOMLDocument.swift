/// A client's TOML settings in which one table is put or taken away: `[mcp_servers.modelgates]`. Every byte outside the table
/// stays, and taking away what was put restores the text.
///
/// Only tables with a header of their own are edited; inline tables and dotted keys of the same name are refused.
struct TOMLDocument: Equatable {
  private(set) var text: String

  /// A value of the table: a string or an array of strings.
  enum Value: Equatable {
    case string(String)
    case strings([String])

    var text: String {
      switch self {
      case .string(let value): Self.quoted(value)
      case .strings(let values): "[" + values.map(Self.quoted).joined(separator: ", ") + "]"
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

  /// Puts the table with these values. In a table that is there, other keys stay. Nothing changes when all is there already.
  mutating func put(_ values: [(key: String, value: Value)], table: [String]) throws(ConfigurationError) {
    var lines = Self.lines(of: text)
    guard let range = try range(of: table, in: lines) else {
      let header = "[" + table.joined(separator: ".") + "]"
      let block = ([header] + values.map { "\($0.key) = \($0.value.text)" }).joined(separator: lineEnd)
      if text.isEmpty {
        text = block + lineEnd
      } else {
        // A text without a line end at its end stays one, by which it is known when the table is taken away.
        text += text.hasSuffix("\n") ? lineEnd + block + lineEnd : lineEnd + lineEnd + block
      }
      return
    }
    for (key, value) in values.reversed() {
      let line = "\(key) = \(value.text)"
      if let place = range.dropFirst().first(where: { Self.key(of: lines[$0]) == key }) {
        guard Self.isOnOneLine(lines[place]) else {
          throw ConfigurationError(
            .unsupported, "\"\(key)\" of [\(table.joined(separator: "."))] goes over several lines.")
        }
        if Self.value(of: lines[place]) != value.text { lines[place] = line + Self.ending(of: lines[place]) }
      } else {
        lines.insert(line + lineEnd, at: range.lowerBound + 1)
      }
    }
    text = lines.joined()
  }

  /// Takes the table and its subtables away. False when there was none.
  mutating func remove(table: [String]) throws(ConfigurationError) -> Bool {
    var lines = Self.lines(of: text)
    guard var range = try range(of: table, in: lines) else { return false }
    // Comments and empty lines before the next header belong to that.
    while range.upperBound < lines.count, let last = range.last, Self.isEmptyOrComment(lines[last]) {
      range = range.lowerBound..<(range.upperBound - 1)
    }
    let reachesEnd = range.upperBound == lines.count
    let hadNoLineEnd = reachesEnd && !(lines.last?.hasSuffix("\n") ?? true)
    lines.removeSubrange(range)
    if range.lowerBound > 0, Self.isEmpty(lines[range.lowerBound - 1]) { lines.remove(at: range.lowerBound - 1) }
    text = lines.joined()
    if hadNoLineEnd, text.hasSuffix(lineEnd) { text.removeLast() }
    return true
  }

  // MARK: Lines

  private var lineEnd: String { text.contains("\r\n") ? "\r\n" : "\n" }

  /// The lines with their ends. (In Swift, `\r\n` is one character.)
  static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for character in text {
      line.append(character)
      if character == "\n" || character == "\r\n" {
        lines.append(line)
        line = ""
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// The lines from the table's header up to the next header that isn't one of its subtables.
  func range(of table: [String], in lines: [String]) throws(ConfigurationError) -> Range<Int>? {
    var start: Int?
    var quotes: String?
    for (index, line) in lines.enumerated() {
      let isInString = quotes != nil
      quotes = Self.multilineQuotes(after: line, in: quotes)
      if isInString { continue }
      guard let header = Self.header(of: line) else {
        try refuseOtherForms(of: table, line, under: start)
        continue
      }
      if let start, !header.starts(with: table) { return start..<index }
      if header == table {
        guard start == nil else {
          throw ConfigurationError(.malformed, "[\(table.joined(separator: "."))] stands twice.")
        }
        start = index
      }
    }
    return start.map { $0..<lines.count }
  }

  private func refuseOtherForms(of table: [String], _ line: String, under start: Int?) throws(ConfigurationError) {
    guard start == nil, let key = Self.key(of: line) else { return }
    let name = table.last ?? ""
    guard
      key == table.joined(separator: ".") || key.hasPrefix(table.joined(separator: ".") + ".")
        || (key == table.first && line.contains("{")) || (key == name && line.contains("{") && line.contains("command"))
    else { return }
    throw ConfigurationError(
      .unsupported,
      "The servers are written as inline tables or dotted keys, which aren't edited: add the entry by hand.")
  }

  /// The names of a header `[a.b]`; nil for another line. Tables in arrays are no tables of ours.
  static func header(of line: String) -> [String]? {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard text.hasPrefix("["), !text.hasPrefix("[["), let end = text.firstIndex(of: "]") else {
      return text.hasPrefix("[[") ? ["[[" + text] : nil
    }
    return text[text.index(after: text.startIndex)..<end].split(separator: ".").map { part in
      String(part.filter { $0 != "\"" && $0 != "'" && $0 != " " && $0 != "\t" })
    }
  }

  private static func key(of line: String) -> String? {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard !text.hasPrefix("#"), let equals = text.firstIndex(of: "=") else { return nil }
    return String(text[..<equals].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
  }

  private static func value(of line: String) -> String {
    let text = line.drop { $0 != "=" }.dropFirst().drop { $0 == " " || $0 == "\t" }
    return String(text.reversed().drop(while: \.isWhitespace).reversed())
  }

  private static func isOnOneLine(_ line: String) -> Bool {
    let value = value(of: line)
    return !value.hasPrefix("[") || value.contains("]")
  }

  private static func ending(of line: String) -> String { line.last.map { $0.isNewline ? String($0) : "" } ?? "" }

  private static func isEmpty(_ line: String) -> Bool { line.allSatisfy(\.isWhitespace) }

  private static func isEmptyOrComment(_ line: String) -> Bool {
    isEmpty(line) || line.drop { $0 == " " || $0 == "\t" }.hasPrefix("#")
  }

  /// The quotation marks of a string over several lines that is open behind a line.
  private static func multilineQuotes(after line: String, in open: String?) -> String? {
    var open = open
    var rest = line[...]
    while !rest.isEmpty {
      if let quotes = open {
        guard let end = rest.firstRange(of: quotes) else { return open }
        rest = rest[end.upperBound...]
        open = nil
      } else {
        let places = ["\"\"\"", "'''"].compactMap { quotes in rest.firstRange(of: quotes).map { ($0, quotes) } }
        guard let (range, quotes) = places.min(by: { $0.0.lowerBound < $1.0.lowerBound }),
          !rest[..<range.lowerBound].contains("#")
        else { return nil }
        rest = rest[range.upperBound...]
        open = quotes
      }
    }
    return open
  }
}

extension Substring {
  fileprivate func firstRange(of text: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
