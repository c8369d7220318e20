import JSON

/// An output record as text for a terminal: scalars as `name: value`, lists of records as tables.
public enum TextRendering {
  /// - Parameter record: the bytes of a JSON object.
  public static func text(of record: [UInt8]) -> String {
    let json = try? JSON(parsing: record, limits: JSONLimits(depth: 64, bytes: record.count))
    guard case .object(let members)? = json else { return "" }
    return lines(of: members, indent: "").joined(separator: "\n") + "\n"
  }

  private static func lines(of members: JSONObject, indent: String) -> [String] {
    let labels = members.map { label($0.name) }
    let width = zip(members, labels).filter { isInline($0.0.value) }.map { $0.1.count }.max() ?? 0
    var lines: [String] = []
    for (member, label) in zip(members, labels) {
      if isInline(member.value) {
        let padding = String(repeating: " ", count: max(0, width - label.count))
        lines.append("\(indent)\(label):\(padding) \(inline(member.value))")
      } else if case .array(let elements) = member.value {
        lines.append("\(indent)\(label):")
        lines += table(elements, indent: indent + "  ")
      } else if case .object(let nested) = member.value {
        lines.append("\(indent)\(label):")
        lines += Self.lines(of: nested, indent: indent + "  ")
      }
    }
    return lines
  }

  /// Rows of records that have only scalars become columns; others are listed one below the other.
  private static func table(_ elements: [JSON], indent: String) -> [String] {
    let rows = elements.compactMap(\.object)
    guard rows.count == elements.count, let first = rows.first else {
      return elements.map { "\(indent)- \(inline($0))" }
    }
    guard rows.allSatisfy({ $0.allSatisfy { isInline($0.value) } }) else {
      return rows.flatMap { row in
        var block = lines(of: row, indent: indent + "  ")
        if let line = block.first { block[0] = indent + "- " + line.dropFirst(indent.count + 2) }
        return block
      }
    }
    var names = first.map(\.name)
    for row in rows { for (name, _) in row where !names.contains(name) { names.append(name) } }
    let cells = [names.map { label($0).uppercased() }] + rows.map { row in names.map { row[$0].map(inline) ?? "" } }
    let widths = names.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      let line = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
      return indent + String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// Names stand beside each other; sentences, and more than a few names, one below the other.
  private static func isInline(_ value: JSON) -> Bool {
    switch value {
    case .array(let elements):
      elements.count <= 8
        && elements.allSatisfy { $0.array == nil && $0.object == nil && $0.string?.contains(" ") != true }
    case .object: false
    default: true
    }
  }

  private static func inline(_ value: JSON) -> String {
    switch value {
    case .null: "-"
    case .bool(let flag): flag ? "yes" : "no"
    case .string(let text): String(TerminalText.clean(text).map { $0.isNewline || $0 == "\t" ? " " : $0 })
    case .array(let elements): elements.isEmpty ? "none" : elements.map(inline).joined(separator: ", ")
    default: value.description
    }
  }

  private static func label(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }
}
