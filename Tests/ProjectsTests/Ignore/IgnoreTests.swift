import Files
import TestSupport
import Testing

@testable import Projects

@Suite struct IgnoreTests {
  static let marker = "# ModelGates: keys and local files"

  static func adding(_ lines: [String], to text: String) -> String {
    var file = IgnoreFile(Array(text.utf8))
    file.add(lines)
    return String(decoding: file.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("", "\(marker)\na\nb\n"),
    ("x\n", "x\n\n\(marker)\na\nb\n"),
    ("x", "x\n\n\(marker)\na\nb\n"),
    ("x\r\n", "x\r\n\r\n\(marker)\r\na\r\nb\r\n"),
    ("a\n", "a\n\n\(marker)\nb\n"),
    ("a  \r\nb\t\r\n", "a  \r\nb\t\r\n"),
    ("b\na", "b\na"),
    ("#a\na/b\n", "#a\na/b\n\n\(marker)\na\nb\n"),
    ("a\n!a\nb\n", "a\n!a\nb\n\n\(marker)\na\n"),
    ("\(marker)\na\n", "\(marker)\na\nb\n"),
    ("\(marker)\na", "\(marker)\na\nb\n"),
    ("\(marker)\na\n\nx\n", "\(marker)\na\nb\n\nx\n"),
    ("\(marker)\r\na\r\n\r\nx", "\(marker)\r\na\r\nb\r\n\r\nx"),
  ])
  func missingLinesComeIntoOneBlock(before: String, after: String) {
    #expect(Self.adding(["a", "b"], to: before) == after)
    #expect(Self.adding(["a", "b"], to: after) == after)
  }

  @Test(arguments: [
    ("\(marker)\na\n!a\n", "\(marker)\na\n!a\na\n"), ("a\r\n!a", "a\r\n!a\r\na\r\n"), ("", "a\n"),
  ])
  func linesThatAreNotHeededComeAgainAtTheEnd(before: String, after: String) {
    var file = IgnoreFile(Array(before.utf8))
    file.append(["a"])
    #expect(String(decoding: file.bytes, as: UTF8.self) == after)
  }

  @Test func anExceptionStaysBehindWhatItExcepts() {
    let text = Self.adding([".env.*", "!.env.example"], to: "!.env.example\n")
    #expect(text == "!.env.example\n\n\(Self.marker)\n.env.*\n!.env.example\n")
    #expect(Self.adding([".env.*", "!.env.example"], to: text) == text)
  }

  @Test func addingTwiceIsAddingOnceAndLeavesAllOtherBytes() {
    var generator = SeededGenerator(seed: 7)
    let fragments = ["a", "b", "!a", "#", " ", "\n", "\n", "\r\n", "\u{0}", "é", "\(Self.marker)\n", "\n\n"]
    for _ in 0..<10_000 {
      let count = Int.random(in: 0...12, using: &generator)
      var bytes = (0..<count).flatMap { _ in Array((fragments.randomElement(using: &generator) ?? "").utf8) }
      if Bool.random(using: &generator) { bytes.append(UInt8.random(in: 0...255, using: &generator)) }
      var file = IgnoreFile(bytes)
      let added = file.add(["a", "b", "!c"])
      let once = file.bytes
      if !file.add(["a", "b", "!c"]).isEmpty || file.bytes != once { Issue.record("\(bytes) is not stable") }
      // One run of bytes was put in; what is before and after it is as it was.
      let common = zip(bytes, once).prefix { $0 == $1 }.count
      let rest = bytes.dropFirst(common)
      if !once.suffix(rest.count).elementsEqual(rest) { Issue.record("\(bytes) lost something") }
      if added.isEmpty != (once == bytes) { Issue.record("\(bytes)") }
    }
  }

  @Test func bothFilesAreMadeAndCoverTheOutputs() throws {
    let project = try ProjectFolder()
    let rules = IgnoreRules(project.directory)
    let changes = try rules.add(outputs: [".env", "apps/web/.env.local", "config/keys #1.env", ".dev.vars"])
    #expect(changes.map(\.file) == [".gitignore", ".cursorignore"])
    #expect(
      try project.text(".gitignore") == """
        \(Self.marker)
        .projects/cache
        .projects/vault
        .projects/journal
        .projects/lock
        .projects/files.lock
        .env
        .env.*
        !.env.example
        /config/keys\\ \\#1.env
        /config/.keys\\ \\#1.env.*.tmp
        /.dev.vars
        /.dev.vars.*.tmp

        """)
    #expect(
      try project.text(".cursorignore") == """
        \(Self.marker)
        .projects/
        .env
        .env.*
        !.env.example
        /config/keys\\ \\#1.env
        /config/.keys\\ \\#1.env.*.tmp
        /.dev.vars
        /.dev.vars.*.tmp

        """)
    #expect(try rules.add(outputs: [".env"]).isEmpty)
    #expect(try project.mode(".gitignore") == 0o644)
  }

  @Test(arguments: ["../x", "/x", "a\nb", ""])
  func anOutputThatCannotBeOneChangesNothing(output: String) throws {
    let project = try ProjectFolder()
    #expect(throws: EnvFileError.self) { try IgnoreRules(project.directory).add(outputs: [".env", output]) }
    #expect(try !project.exists(".gitignore"))
  }
}
