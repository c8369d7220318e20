import Gateway
import Testing

@testable import Projects

@Suite struct EnvFileTests {
  static let key: VariableName = "MODELGATES_API_KEY"

  static func file(_ text: String) -> EnvFile { EnvFile(parsing: Array(text.utf8)) }
  static func text(_ file: EnvFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

  @Test(arguments: [
    ("", "MODELGATES_API_KEY=new\n"),
    ("A=1\n", "A=1\nMODELGATES_API_KEY=new\n"),
    ("A=1", "A=1\nMODELGATES_API_KEY=new"),
    ("A=1\r\n", "A=1\r\nMODELGATES_API_KEY=new\r\n"),
    ("A=1\r\nB=2", "A=1\r\nB=2\r\nMODELGATES_API_KEY=new"),
    ("\u{FEFF}A=1\n", "\u{FEFF}A=1\nMODELGATES_API_KEY=new\n"),
    ("# MODELGATES_API_KEY=no\n", "# MODELGATES_API_KEY=no\nMODELGATES_API_KEY=new\n"),
    ("A='\nMODELGATES_API_KEY=inside\n'\n", "A='\nMODELGATES_API_KEY=inside\n'\nMODELGATES_API_KEY=new\n"),
    ("export MODELGATES_API_KEY=old # note\nB=2\n", "export MODELGATES_API_KEY=new # note\nB=2\n"),
    ("  MODELGATES_API_KEY = 'old value'\t# note\r\n", "  MODELGATES_API_KEY=new\t# note\r\n"),
    ("MODELGATES_API_KEY='old'# note\n", "MODELGATES_API_KEY=new # note\n"),
    ("MODELGATES_API_KEY=\nB=2", "MODELGATES_API_KEY=new\nB=2"),
    ("MODELGATES_API_KEY= # none yet\n", "MODELGATES_API_KEY=new # none yet\n"),
    ("MODELGATES_API_KEY=old#part of it\n", "MODELGATES_API_KEY=new\n"),
    ("MODELGATES_API_KEY=\"a\nb\"\nB=2\n", "MODELGATES_API_KEY=new\nB=2\n"),
    ("MODELGATES_API_KEY=\"unclosed\nB=2\n", "MODELGATES_API_KEY=new\nB=2\n"),
    ("MODELGATES_API_KEY=1\nMODELGATES_API_KEY=2\n", "MODELGATES_API_KEY=1\nMODELGATES_API_KEY=new\n"),
    ("export=1\n", "export=1\nMODELGATES_API_KEY=new\n"),
  ])
  func settingReplacesTheValueInPlaceOrAppends(before: String, after: String) throws {
    var file = Self.file(before)
    try file.set(Self.key, to: "new")
    #expect(Self.text(file) == after)
  }

  @Test(arguments: [
    ("", "''"), ("sk-mg-v1-ab12", "sk-mg-v1-ab12"), ("https://x.example/a?b=c", "'https://x.example/a?b=c'"),
    ("two words", "'two words'"), (" edges ", "' edges '"), ("it's", "\"it's\""), ("a#b", "'a#b'"), ("a\"b", "'a\"b'"),
    ("~/x", "'~/x'"), ("5$", "'5$'"), ("$5", "'$5'"), ("a\\d", "'a\\d'"), ("`x`", "'`x`'"), ("é", "'é'"),
    ("a!b", "'a!b'"),
  ])
  func valuesAreQuotedAsAllReadersUnderstand(value: String, written: String) throws {
    var file = EnvFile()
    try file.set(Self.key, to: value)
    #expect(Self.text(file) == "MODELGATES_API_KEY=\(written)\n")
    #expect(file.matches(Self.key, Secret(Array(value.utf8))))
  }

  @Test(arguments: [
    Array("a\nb".utf8), Array("a\rb".utf8), [0], [0x7F], [0x1B], [0xFF], Array("a\u{2028}b".utf8),
    Array("a\u{85}b".utf8),
    Array("$HOME".utf8), Array("${HOME}".utf8), Array("$_".utf8), Array("end\\".utf8), Array("a\\\\b".utf8),
    Array("it's \"both\"".utf8), Array("it's `both`".utf8), Array("it's 5$".utf8), Array("it's \\".utf8),
  ])
  func valuesThatReadersDisagreeOnAreRefused(value: [UInt8]) {
    var file = Self.file("A=1\n")
    let error = #expect(throws: EnvFileError.self) { try file.set(Self.key, to: Secret(value)) }
    #expect(error?.code == .unrepresentableValue)
    #expect(Self.text(file) == "A=1\n")
  }

  @Test func ourCommentComesAndGoesWithTheVariable() throws {
    var file = Self.file("A=1\n# theirs\n")
    try file.set(Self.key, to: "x", comment: "a sandbox key")
    #expect(
      Self.text(file) == "A=1\n# theirs\n# ModelGates (MODELGATES_API_KEY): a sandbox key\nMODELGATES_API_KEY=x\n")
    try file.set(Self.key, to: "y", comment: "a live key")
    #expect(Self.text(file) == "A=1\n# theirs\n# ModelGates (MODELGATES_API_KEY): a live key\nMODELGATES_API_KEY=y\n")
    try file.set(Self.key, to: "y")
    #expect(Self.text(file) == "A=1\n# theirs\nMODELGATES_API_KEY=y\n")
    try file.remove(Self.key)
    #expect(Self.text(file) == "A=1\n# theirs\n")
  }

  @Test(arguments: ["", "a\nB=2", "a\rB=2", "\u{202E}", String(repeating: "x", count: 401)])
  func commentsThatAreNotOneShortPrintableLineAreRefused(comment: String) {
    var file = EnvFile()
    let error = #expect(throws: EnvFileError.self) { try file.set(Self.key, to: "x", comment: comment) }
    #expect(error?.code == .unprintableComment)
    #expect(file.bytes.isEmpty)
  }

  @Test func shadowedDuplicatesAreReported() throws {
    var file = Self.file("MODELGATES_API_KEY='a\nb'\nX=1\nMODELGATES_API_KEY=2\nMODELGATES_API_KEY=3\n")
    #expect(file.lineNumbers(of: Self.key) == [1, 4, 5])
    #expect(try file.set(Self.key, to: "new") == EnvFile.Edit(change: .replaced, otherLines: [1, 4]))
    #expect(try file.set(Self.key, to: "new") == EnvFile.Edit(change: .unchanged, otherLines: [1, 4]))
    #expect(try file.remove(Self.key) == EnvFile.Edit(change: .removed, otherLines: [1, 4]))
    #expect(Self.text(file) == "MODELGATES_API_KEY='a\nb'\nX=1\nMODELGATES_API_KEY=2\n")
  }

  @Test func namesStandInTheOrderOfTheirEffectiveLines() {
    #expect(Self.file("A=1\nB=2\nexport C.d-e=3\nA=4\nnot an assignment\n#D=1\n").names == ["B", "C.d-e", "A"])
  }

  @Test(arguments: [
    ("K=old", "old"), ("K='a b'", "a b"), ("K=\"a b\"", "a b"), ("K=`a b`", "a b"), ("K= a b  # c", "a b"), ("K=", ""),
    ("K=1\nK=2", "2"), ("K='a\nb'", "a\nb"), ("K='it\\'s'", "it\\'s"), ("K='a' b'", "'a' b'"),
  ])
  func theEffectiveValueIsWhatProgramsRead(text: String, value: String) {
    let name: VariableName = "K"
    let file = Self.file(text)
    #expect(file.matches(name, Secret(Array(value.utf8))))
    #expect(!file.matches(name, Secret(Array((value + "x").utf8))))
  }

  @Test(arguments: ["K=\"a\\nb\"", "K=\"$A\"", "X=1", ""])
  func aValueThatReadersDisagreeOnMatchesNothing(text: String) {
    let name: VariableName = "K"
    #expect(Self.file(text).value(of: name) == nil)
  }

  @Test func anEditThatWouldCloseAnotherLinesQuoteIsRefused() throws {
    let text = "A='open\nMODELGATES_API_KEY='x' y\nB='\n"
    var file = Self.file(text)
    let error = #expect(throws: EnvFileError.self) { try file.remove(Self.key) }
    #expect(error?.code == .unbalancedQuotes)
    #expect(Self.text(file) == text)
  }

  @Test(arguments: ["", "a", "1A", "A-B", "A B", "É", String(repeating: "A", count: 129)])
  func namesOutsideTheRuleAreRefused(name: String) { #expect(VariableName(name) == nil) }

  @Test(arguments: ["A", "_", "A1_", String(repeating: "A", count: 128)])
  func namesOfTheRuleAreTaken(name: String) { #expect(VariableName(name)?.text == name) }

  @Test func aMegabyteOfQuotesIsReadInLinearTime() {
    // Quadratic work on this many openings would not end within the test run.
    let text = String(repeating: "A=\"x' \\\" z\n", count: 90_000)
    #expect(Self.text(Self.file(text)) == text)
  }
}
