public import JSON

/// An output record as text: scalars as `name: value`, lists of records as tables.
public struct TextRendering {
  /// For whom.
  public enum Form: Sendable, Equatable {
    /// Programs: a thing a line, columns between tabs, nothing shortened.
    case plain
    /// People: columns below each other. With a width, in columns of the terminal, cells are shortened and sentences wrapped.
    case aligned(width: Int?)
  }

  private let form: Form

  public init(_ form: Form) { self.form = form }

  /// - Parameter record: the bytes of a JSON object.
  public func text(of record: [UInt8]) -> String {
    let json = try? JSON(parsing: record, limits: JSONLimits(depth: 64, bytes: record.count))
    return json?.object.map(text) ?? ""
  }

  public func text(of members: JSONObject) -> String {
    lines(of: members, indent: "").joined(separator: "\n") + "\n"
  }

  private func lines(of members: JSONObject, indent: String) -> [String] {
    let labels = members.map { Self.label($0.name) }
    let widths = zip(members, labels).filter { Self.isInline($0.0.value) }.map { TextLayout.width(of: $0.1) }
    let width = form == .plain ? 0 : widths.max() ?? 0
    var lines: [String] = []
    for (member, label) in zip(members, labels) {
      if Self.isInline(member.value) {
        let start = TextLayout.padded("\(indent)\(label):", to: indent.count + width + 1)
        lines += paragraph(Self.inline(member.value), after: "\(start) ")
      } else if case .array(let elements) = member.value {
        lines.append("\(indent)\(label):")
        lines += list(elements, indent: form == .plain ? indent : indent + "  ")
      } else if case .object(let nested) = member.value {
        lines.append("\(indent)\(label):")
        lines += self.lines(of: nested, indent: indent + "  ")
      }
    }
    return lines
  }

  /// Rows of records that have only scalars become columns; others are listed one below the other.
  private func list(_ elements: [JSON], indent: String) -> [String] {
    let rows = elements.compactMap(\.object)
    guard rows.count == elements.count, let first = rows.first else {
      return elements.flatMap { paragraph(Self.inline($0), after: "\(indent)- ") }
    }
    guard rows.allSatisfy({ $0.allSatisfy { Self.isInline($0.value) } }) else { return blocks(rows, indent) }
    var names = first.map(\.name)
    for row in rows { for (name, _) in row where !names.contains(name) { names.append(name) } }
    let table = TextTable(
      names: names.map { Self.label($0).uppercased() },
      rows: rows.map { row in names.map { row[$0].map(Self.inline) ?? "" } })
    guard case .aligned(let width) = form else { return table.plainLines.map { indent + $0 } }
    return table.lines(width: width.map { $0 - indent.count })?.map { indent + $0 } ?? blocks(rows, indent)
  }

  private func blocks(_ rows: [JSONObject], _ indent: String) -> [String] {
    rows.flatMap { row in
      var block = lines(of: row, indent: indent + "  ")
      if let line = block.first { block[0] = indent + "- " + line.dropFirst(indent.count + 2) }
      return block
    }
  }

  /// Text in as many lines as it needs, each but the first indented to where the text begins. A command stays in one, so that it
  /// can be pasted.
  private func paragraph(_ text: String, after start: String) -> [String] {
    let column = TextLayout.width(of: start)
    guard case .aligned(let width?) = form, width - column >= 16, !text.hasPrefix("modelgates ") else {
      return [start + text]
    }
    let lines = TextLayout.wrapped(text, to: width - column)
    return lines.enumerated().map { $0 == 0 ? start + $1 : String(repeating: " ", count: column) + $1 }
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

  /// The text, or as much of it as fits into `width` columns.
  public static func shortened(_ text: String, to width: Int) -> String { TextLayout.shortened(text, to: width) }

  /// Names of members are our own, except in what is passed on as it came.
  private static func label(_ name: String) -> String {
    TerminalText.clean(String(name.map { $0 == "_" || $0.isNewline ? " " : $0 }))
  }
}
