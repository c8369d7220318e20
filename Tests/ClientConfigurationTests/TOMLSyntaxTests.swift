import Testing

@testable import ClientConfiguration

/// What is TOML 1.0 is taken, what isn't is refused with its line, and not a byte of it is changed.
struct TOMLSyntaxTests {
  private let entry = ClientEntry(client: .codex, program: "/opt/modelgates")

  static let valid: [String] = [
    "", " ", "\n", "# only a comment", "\u{FEFF}a = 1\n", "a = 1 # c\n", "\t a\t=\t1\t\n", "a=1\r\nb=2\r\n",
    "\"\" = 1\n'' . a = 2\n".replacing("'' . a", with: "b . '' . a"), "1234 = 1\n-_ = 2\n3.14 = 5\n",
    "\"a.b\" = 1\na.b = 2\na . 'c d' = 3\n", "\"\\u00e9\" = 1\n", "\"caf\u{E9}\" = 1\n\"cafe\u{301}\" = 2\n",
    "s = \"\"\nt = ''\nu = \"\"\"\"\"\"\nv = ''''''\n", "s = \"\\b\\t\\n\\f\\r\\\"\\\\\\u0041\\U0001F600\"\n",
    "s = 'C:\\x\\q'\n", "s = \"\"\"\n  a\n\"b\" \"\"c\\\n   \n\n  d\"\"\"\"\"\n", "s = '''\n'a' ''b\\q'''''\n",
    "s = \"\"\"\n[mcp_servers.modelgates]\n# no comment\na = \n\"\"\"\n", "s = '# no comment' # a comment\n",
    "i = [0, +0, -0, 1_000, 99, 0xDEAD_beef, 0o755, 0b1_0]\n",
    "f = [1.0, -0.01, 5e+22, 1e06, -2E-2, 6.626e-34, 1_0.0_1]\n",
    "f = [inf, +inf, -inf, nan, +nan, -nan]\nb = [true, false]\n",
    "d = [1979-05-27T07:32:00Z, 1979-05-27 07:32:00.999-07:00, 1979-05-27t00:32:00, 1979-05-27, 07:32:00.5]\n",
    "d = 2024-02-29 # leap\ne = 1979-05-27 07:32:60z\n", "a = []\nb = [ ]\nc = [\n]\n",
    "a = [ 1, # one\n  'x', [ \"y\" ,\n ], { b = 1 },\n  # end\n]\n",
    "t = {}\nu = { }\nv = { a.b = 1, a.c = 2, 'd' = [\n1\n] }\n",
    "[a]\n[a.b]\n[ a . 'c' ] # c\n[d.e.f]\n[d.e]\n[d]\n", "[[a]]\nx = 1\n[[a]]\nx = 1\n[a.b]\n[[a.c]]\n[[a.c]]\n",
    "[a.b.c]\n[a]\nb.d = 1\n", "a.b.c = 1\n[a.b.d]\n", "[a]\nb.c = 1\nb.d = 2\n[a.b.e]\n", "  [a]\n    b = 1\n",
    "a = " + String(repeating: "[", count: 64) + String(repeating: "]", count: 64),
  ]

  @Test(arguments: valid)
  func validDocumentIsTakenAndRestored(_ text: String) throws {
    let installed = try #require(try entry.put(into: Array(text.utf8)))
    #expect(String(decoding: installed, as: UTF8.self).contains("[mcp_servers.modelgates]"))
    #expect(try entry.put(into: installed) == nil)
    #expect(try entry.remove(from: installed) == .text(Array(text.utf8)))
    #expect(try StoredEntry.find(of: .codex, in: Array(text.utf8), project: "/p") == nil)
    #expect(
      try StoredEntry.find(of: .codex, in: installed, project: "/p")
        == StoredEntry(command: "/opt/modelgates", arguments: ["mcp"]))
  }

  static let invalid: [(text: String, said: String)] = [
    ("[mcp", "The header of a table isn't closed in line 1."),
    ("a = 1\n[mcp\n", "The header of a table isn't closed in line 2."),
    ("[[a]\n", "The header of a table isn't closed in line 1."), ("[]\n", "A name was expected in line 1."),
    ("[a]]\n", "Something follows where the line should end in line 1."),
    ("[a] b = 1\n", "Something follows where the line should end in line 1."),
    ("\n\na = \"x\n", "A string has no end in line 3."), ("a = 'x\n", "A string has no end in line 1."),
    ("a = \"\"\"x\n\n", "A string has no end in line 1."), ("a = '''x''\n", "A string has no end in line 1."),
    ("a = \"\\q\"\n", "A backslash stands before what it can't stand before in line 1."),
    ("a = \"\\uD800\"\n", "An escaped character isn't one in line 1."),
    ("a = \"\\u12\"\n", "An escaped character needs 4 hexadecimal digits in line 1."),
    ("a = \"\u{1}\"\n", "A string has a control character in line 1."),
    ("# \u{7F}\n", "A comment has a control character in line 1."),
    ("a = 1\nb = 2\na = 3\n", "\"a\" is defined twice, again in line 3."),
    ("[a]\n[b]\n[a]\n", "\"a\" is defined twice, again in line 3."),
    ("a.b = 1\na.b.c = 2\n", "\"a.b\" can't be added to in line 2."),
    ("a = {b = 1}\n[a.c]\n", "\"a\" can't be added to in line 2."),
    ("a = {b = 1}\na.c = 2\n", "\"a\" can't be added to in line 2."),
    ("a = []\n[[a]]\n", "\"a\" can't be added to in line 2."),
    ("[a]\n[[a]]\n", "\"a\" can't be added to in line 2."),
    ("[[a]]\n[a]\n", "\"a\" is defined twice, again in line 2."),
    ("[a.b]\n[a]\nb.c = 1\n", "\"b\" can't be added to in line 3."),
    ("a.b = 1\n[a]\n", "\"a\" is defined twice, again in line 2."),
    ("a = {b = 1, b = 2}\n", "\"b\" is defined twice, again in line 1."),
    ("a = {b = 1,}\n", "A name was expected in line 1."),
    ("a = {b = 1\n}\n", "An inline table has no end in line 1."), ("a = [1\nb = 2\n", "A comma is missing in line 2."),
    ("a = [1\n", "An array has no end in line 1."), ("a = [1,,2]\n", "A value was expected in line 1."),
    ("a\n", "An equals sign is missing in line 1."), ("a =\n", "A value was expected in line 1."),
    ("= 1\n", "A name was expected in line 1."),
    ("a b = 1\n", "An equals sign is missing in line 1."),
    ("a = 1 b = 2\n", "Something follows where the line should end in line 1."),
    ("a = tru\n", "A value was expected in line 1."), ("a = 01\n", "A value was expected in line 1."),
    ("a = 1__0\n", "A value was expected in line 1."), ("a = .5\n", "A value was expected in line 1."),
    ("a = 1.\n", "A value was expected in line 1."),
    ("a = +0x1\n", "A value was expected in line 1."), ("a = 2023-02-29\n", "A value was expected in line 1."),
    ("a = 07:32\n", "A value was expected in line 1."),
    ("a = 1\rb = 2\n", "Something follows where the line should end in line 1."),
    ("a = " + String(repeating: "[", count: 100_000), "Arrays and tables are nested too deeply in line 1."),
    ("a = " + String(repeating: "{a=", count: 100_000), "Arrays and tables are nested too deeply in line 1."),
    (String(repeating: "a.", count: 100_000) + "a = 1", "A key has too many parts in line 1."),
    ("mcp_servers = 1\n", "\"mcp_servers\" isn't a table in line 1."),
    ("\n[[mcp_servers]]\n", "\"mcp_servers\" isn't a table in line 2."),
    ("[mcp_servers]\nmodelgates = true\n", "\"mcp_servers.modelgates\" isn't a table in line 2."),
    ("[[mcp_servers.modelgates]]\n", "\"mcp_servers.modelgates\" isn't a table in line 1."),
    (
      "[mcp_servers.modelgates]\n[mcp_servers.modelgates]\n",
      "\"mcp_servers.modelgates\" is defined twice, again in line 2."
    ),
  ]

  /// Installing, taking out and reading all say the same.
  @Test(arguments: invalid)
  func whatIsNoTOMLIsRefusedWithItsLine(_ text: String, _ said: String) {
    let bytes = Array(text.utf8)
    for error in [
      #expect(throws: ConfigurationError.self) { try entry.put(into: bytes) },
      #expect(throws: ConfigurationError.self) { try entry.remove(from: bytes) },
      #expect(throws: ConfigurationError.self) { try StoredEntry.find(of: .codex, in: bytes, project: "/p") },
    ] {
      #expect(error?.code == .malformed)
      #expect(error?.message == said)
      #expect(error?.line.map { said.hasSuffix("in line \($0).") } == true)
    }
  }

  @Test func bytesThatAreNoTextAreRefused() {
    let error = #expect(throws: ConfigurationError.self) { try entry.put(into: [0xFF, 0xFE]) }
    #expect(error?.message == "The file isn't UTF-8.")
  }
}
