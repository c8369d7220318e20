/// How much room text takes on a terminal, and how it is made to fit.
enum TextLayout {
  /// Columns that a text takes. East Asian wide characters and emoji take two, marks that stand on another character none.
  static func width(of text: some StringProtocol) -> Int { text.reduce(0) { $0 + width(of: $1) } }

  /// The text, or as much of its beginning as fits into `width` columns together with an ellipsis.
  static func shortened(_ text: String, to width: Int) -> String {
    guard self.width(of: text) > width else { return text }
    var rest = width - 1
    let beginning = text.prefix { character in
      rest -= self.width(of: character)
      return rest >= 0
    }
    return beginning + "…"
  }

  static func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - self.width(of: text)))
    return isRight ? space + text : text + space
  }

  /// The words of a text as lines of at most `width` columns. A longer word, an address for example, stays whole.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    guard self.width(of: text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let room = self.width(of: word)
      if used > 0, used + 1 + room > width {
        lines.append(line)
        line = ""
        used = 0
      }
      line += (used > 0 ? " " : "") + word
      used += (used > 0 ? 1 : 0) + room
    }
    return lines + [line]
  }

  private static func width(of character: Character) -> Int {
    character.unicodeScalars.reduce(0) { max($0, width(of: $1)) }
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// The blocks of wide and full-width characters (https://www.unicode.org/reports/tr11/).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B2FB, 0x20000...0x3FFFD,
  ]
}
