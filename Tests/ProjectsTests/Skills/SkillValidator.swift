@testable import Projects

/// The rules of Agent Skills (https://agentskills.io/specification), and what its guide to good skills asks for.
enum SkillValidator {
  private static let allowed = ["name", "description", "license", "compatibility", "metadata", "allowed-tools"]
  static let bodyLines = 500
  static let bodyTokens = 5000

  /// What is wrong with a skill; empty for a valid one.
  /// - Parameters:
  ///   - folder: Name of its folder.
  ///   - files: Paths below the folder, and texts.
  static func violations(folder: String, files: [(path: String, text: String)]) -> [String] {
    guard let main = files.first(where: { $0.path == "SKILL.md" })?.text else { return ["SKILL.md is missing."] }
    do throws(Frontmatter.Damage) {
      let (frontmatter, body) = try Frontmatter.parse(main)
      return violations(frontmatter, folder: folder) + violations(body: body) + violations(files, linkedFrom: body)
    } catch {
      return [error.message]
    }
  }

  private static func violations(_ frontmatter: Frontmatter, folder: String) -> [String] {
    var found = frontmatter.fields.compactMap { field in
      let name = String(field.name.prefix { $0 != "." })
      return allowed.contains(name) && (name == field.name || name == "metadata")
        ? nil : "The field \(field.name) isn't one of \(allowed.joined(separator: ", "))."
    }
    if let name = frontmatter["name"] {
      found += violations(name: name)
      if name != folder { found.append("The name \(name) isn't that of the folder, \(folder).") }
    } else {
      found.append("The field name is missing.")
    }
    let description = frontmatter["description"] ?? ""
    if description.allSatisfy(\.isWhitespace) { found.append("The field description is missing.") }
    if description.unicodeScalars.count > 1024 { found.append("The description has more than 1024 characters.") }
    if frontmatter["compatibility"]?.unicodeScalars.count ?? 0 > 500 {
      found.append("The field compatibility has more than 500 characters.")
    }
    if frontmatter["compatibility"] == "" { found.append("The field compatibility is empty.") }
    // Readers that look for the first two "---" anywhere would end the fields too early.
    if frontmatter.fields.contains(where: { $0.value.contains("---") }) { found.append("A field contains \"---\".") }
    return found
  }

  private static func violations(name: String) -> [String] {
    var found: [String] = []
    if !(1...64).contains(name.unicodeScalars.count) { found.append("A name has 1 to 64 characters.") }
    // The specification's validator compares names in the form NFKC. Of ASCII there is only one form.
    if name.utf8.contains(where: { !isNameByte($0) }) {
      found.append("A name consists of the letters a to z, digits and hyphens.")
    }
    if name.hasPrefix("-") || name.hasSuffix("-") || name.contains("--") {
      found.append("A name neither begins nor ends with a hyphen, and has no two in a row.")
    }
    return found
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private static func violations(body: String) -> [String] {
    var found: [String] = []
    if body.allSatisfy(\.isWhitespace) { found.append("There is no text below the fields.") }
    if body.split(separator: "\n", omittingEmptySubsequences: false).count > bodyLines {
      found.append("The text has more than \(bodyLines) lines.")
    }
    if TokenEstimate.tokens(body) > bodyTokens { found.append("The text has more than \(bodyTokens) tokens.") }
    return found
  }

  /// Files are one level deep, and those that the text names are there.
  private static func violations(_ files: [(path: String, text: String)], linkedFrom body: String) -> [String] {
    var found: [String] = []
    for file in files where file.path != "SKILL.md" {
      let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
      if parts.count != 2 || !["references", "scripts", "assets"].contains(parts[0]) || parts[1].isEmpty {
        found.append("The file \(file.path) belongs into references/, scripts/ or assets/.")
      }
      if !body.contains(file.path) { found.append("The text doesn't say when to read \(file.path).") }
    }
    for link in links(in: body) where !files.contains(where: { $0.path == link }) {
      found.append("The file \(link) isn't there.")
    }
    return found
  }

  /// What the text links to: `](references/go.md)`.
  private static func links(in body: String) -> [String] {
    body.split(separator: "](").dropFirst().compactMap { rest in
      guard let end = rest.firstIndex(of: ")") else { return nil }
      let target = String(rest[..<end])
      return target.contains("://") || target.hasPrefix("#") ? nil : target
    }
  }
}
