@testable import Projects

extension Frontmatter {
  /// Why a text has no frontmatter that can be read.
  struct Damage: Error, Equatable {
    let message: String
  }

  /// Reads the fields of a file.
  /// - Returns: the fields, and what stands below them.
  static func parse(_ text: String) throws(Damage) -> (frontmatter: Frontmatter, body: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first == "---" else { throw Damage(message: "The file must begin with a line \"---\".") }
    guard let end = lines.dropFirst().firstIndex(of: "---") else {
      throw Damage(message: "The frontmatter isn't closed by a line \"---\".")
    }
    var fields: [(name: String, value: String)] = []
    var parent: String?
    for line in lines[1..<end] {
      let isNested = line.hasPrefix("  ")
      guard let colon = line.firstIndex(of: ":"), !line.hasPrefix("   "), !isNested || parent != nil else {
        throw Damage(message: "The line \"\(line.prefix(40))\" is no field.")
      }
      let name = (isNested ? "\(parent ?? "")." : "") + line[..<colon].drop { $0 == " " }
      guard !fields.contains(where: { $0.name == name }) else {
        throw Damage(message: "The field \(name) is given twice.")
      }
      let value = try Self.value(line[line.index(after: colon)...])
      if !isNested { parent = value.isEmpty ? name : nil }
      fields.append((name, value))
    }
    return (Frontmatter(fields: fields), lines[(end + 1)...].joined(separator: "\n"))
  }

  private static func value(_ text: Substring) throws(Damage) -> String {
    guard text.isEmpty || text.first == " " else { throw Damage(message: "A space belongs after the colon.") }
    let value = text.drop { $0 == " " }
    switch value.first {
    case "\"":
      guard value.count >= 2, value.last == "\"" else { throw Damage(message: "A quoted value isn't closed.") }
      return unescaped(value.dropFirst().dropLast())
    case "'":
      guard value.count >= 2, value.last == "'" else { throw Damage(message: "A quoted value isn't closed.") }
      return value.dropFirst().dropLast().split(separator: "''", omittingEmptySubsequences: false).joined(
        separator: "'")
    case "[", "{", "|", ">", "&", "*", "!", "%", "@", "`", "#", "?", "-":
      throw Damage(message: "The value \"\(value.prefix(20))\" isn't plain text.")
    default:
      guard !value.contains(": "), !value.contains(" #") else {
        throw Damage(message: "The value \"\(value.prefix(20))…\" has to stand in quotes.")
      }
      return String(value)
    }
  }

  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        result.append(character)
        isEscaped = false
      }
    }
    return result
  }

  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
}
