/// Rows of cells below names of columns.
struct TextTable {
  let names: [String]
  /// As many cells a row as there are names.
  let rows: [[String]]

  /// What the widest cells of a column that holds sentences have: these are shown whole, and not in a table.
  private static let sentence = 56
  /// No column is made narrower, unless it is.
  private static let narrowest = 6
  /// So many rows can as well be blocks, before a column loses more than half of what it says. A longer list is worth more as a
  /// table, whatever the ends of its cells say.
  private static let few = 8
  private static let gap = 2

  /// Columns between tabs, for programs.
  var plainLines: [String] { ([names] + rows).map { $0.joined(separator: "\t") } }

  /// Columns below each other.
  /// - Parameter width: Cells are shortened so that no line takes more columns; nil for no limit.
  /// - Returns: nil where the table can't be made to fit. The first column says what a row is about, and isn't shortened.
  func lines(width: Int?) -> [String]? {
    let cells = [names] + rows
    var widths = names.indices.map { column in cells.map { TextLayout.width(of: $0[column]) }.max() ?? 0 }
    if let width {
      let room = width - Self.gap * (names.count - 1)
      if widths.reduce(0, +) > room {
        guard widths.allSatisfy({ $0 <= Self.sentence }), narrow(&widths, to: room) else { return nil }
      }
    }
    let isRight = names.indices.map { column in
      rows.contains { Self.isAmount($0[column]) } && rows.allSatisfy { Self.standsForAmount($0[column]) }
    }
    return cells.map { row in
      let line = names.indices.map { column in
        TextLayout.padded(
          TextLayout.shortened(row[column], to: widths[column]), to: widths[column], isRight: isRight[column])
      }.joined(separator: String(repeating: " ", count: Self.gap))
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// Takes from the widest column as long as that is needed and possible.
  private func narrow(_ widths: inout [Int], to room: Int) -> Bool {
    let least = widths.map { rows.count > Self.few ? Self.narrowest : max(Self.narrowest, ($0 + 1) / 2) }
    while widths.reduce(0, +) > room {
      let others = widths.indices.dropFirst()
      guard let widest = others.max(by: { widths[$0] < widths[$1] }), widths[widest] > least[widest] else {
        return false
      }
      widths[widest] -= 1
    }
    return true
  }

  /// A short word in place of a number: `free`.
  private static func standsForAmount(_ cell: String) -> Bool {
    isAmount(cell) || cell.utf8.count <= 6 && cell.utf8.allSatisfy { (0x61...0x7A).contains($0) }
  }

  private static func isAmount(_ cell: String) -> Bool {
    cell.utf8.first.map { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "$") } ?? false
      && cell.utf8.count <= 12
      && cell.utf8.allSatisfy { (0x30...0x39).contains($0) || "$.,KM".utf8.contains($0) }
  }
}
