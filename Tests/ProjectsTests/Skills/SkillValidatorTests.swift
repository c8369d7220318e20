import Testing

@testable import Projects

struct SkillValidatorTests {
  private func violations(_ main: String, folder: String = "pdf-forms", _ others: [(String, String)] = []) -> [String] {
    SkillValidator.violations(folder: folder, files: [("SKILL.md", main)] + others)
  }

  private func skill(_ fields: String, body: String = "Do it.\n") -> String { "---\n\(fields)---\n\n\(body)" }

  private let good = "name: pdf-forms\ndescription: Fills forms. Use it for PDF files.\n"

  @Test func validSkillHasNoViolation() {
    #expect(violations(skill(good)) == [])
    #expect(
      violations(
        skill(
          good
            + "license: MIT\ncompatibility: Needs pdftk.\nallowed-tools: Bash Read\nmetadata:\n  version: \"1.0\"\n  author: 'me'\n"
        )) == [])
    #expect(violations(skill("name: pdf-forms\ndescription: \"With: a colon, and \\\"quotes\\\".\"\n")) == [])
    #expect(
      violations(
        skill(good, body: "See [forms](references/forms.md).\n"), [("references/forms.md", "# Forms\n")]) == [])
  }

  @Test(arguments: [
    ("", "SKILL.md must begin"), ("# No fields\n", "begin with"), ("---\nname: pdf-forms\n", "isn't closed"),
    ("---\nname: pdf-forms\nversion: 1\n---\nx\n", "version isn't one of"),
    ("---\nname: pdf-forms\n---\nx\n", "description is missing"), ("---\ndescription: x\n---\nx\n", "name is missing"),
    ("---\nname: pdf-forms\ndescription:\n---\nx\n", "description is missing"),
    ("---\nname: pdf-forms\nname: pdf-forms\ndescription: x\n---\nx\n", "twice"),
    ("---\nname: pdf-forms\ndescription: x\nallowed-tools: [Bash]\n---\nx\n", "isn't plain text"),
    ("---\nname: pdf-forms\ndescription: x: y\n---\nx\n", "in quotes"),
    ("---\nname: pdf-forms\ndescription: \"x\n---\nx\n", "isn't closed"),
    ("---\nname: pdf-forms\ndescription: x\n- item\n---\nx\n", "is no field"),
    ("---\nname: pdf-forms\ndescription: a --- b\n---\nx\n", "\"---\""),
    ("---\nname: pdf-forms\ndescription: x\ncompatibility:\n---\nx\n", "compatibility is empty"),
    ("---\nname: pdf-forms\ndescription: x\n---\n\n", "no text below"),
  ])
  func brokenFieldsAreNamed(_ text: String, _ part: String) {
    let found = violations(text)
    #expect(!found.isEmpty)
    if !text.isEmpty { #expect(found.contains { $0.contains(part) }, "\(found)") }
  }

  @Test(arguments: [
    "PDF", "-pdf", "pdf-", "pdf--forms", "pdf_forms", "pdf forms", "", "données", "donne\u{301}es", "ｐｄｆ", "٣",
    String(repeating: "a", count: 65),
  ])
  func badNamesAreRefused(_ name: String) {
    #expect(violations(skill("name: \"\(name)\"\ndescription: x\n"), folder: name) != [])
  }

  @Test func nameIsThatOfTheFolder() {
    #expect(violations(skill(good), folder: "other").contains { $0.contains("folder") })
  }

  @Test func lengthsAreLimited() {
    func description(_ count: Int) -> String {
      "name: pdf-forms\ndescription: \(String(repeating: "a", count: count))\n"
    }
    #expect(violations(skill(description(1024))) == [])
    #expect(violations(skill(description(1025))) != [])
    let compatibility = { (count: Int) in good + "compatibility: \(String(repeating: "a", count: count))\n" }
    #expect(violations(skill(compatibility(500))) == [])
    #expect(violations(skill(compatibility(501))) != [])
    #expect(violations(skill(good, body: String(repeating: "x\n", count: 497))) == [])
    #expect(violations(skill(good, body: String(repeating: "x\n", count: 501))).contains { $0.contains("lines") })
    #expect(violations(skill(good, body: String(repeating: "word ", count: 4000))).contains { $0.contains("tokens") })
  }

  @Test func referencesAreThereNamedAndOneLevelDeep() {
    let body = "See [forms](references/forms.md) and [the site](https://example.com/x) and [above](#top).\n"
    #expect(violations(skill(good, body: body)) == ["The file references/forms.md isn't there."])
    #expect(
      violations(skill(good), [("references/other.md", "x")]) == [
        "The text doesn't say when to read references/other.md."
      ])
    for path in ["other.md", "references/a/b.md", "docs/x.md", "references/"] {
      #expect(
        violations(skill(good, body: path + "\n"), [(path, "x")]).contains { $0.contains("belongs into") }, "\(path)")
    }
    #expect(SkillValidator.violations(folder: "x", files: [("skill.md", "x")]) == ["SKILL.md is missing."])
  }
}
