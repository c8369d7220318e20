import JSON
import Testing

@testable import ClientConfiguration

/// An entry goes in and out again, and everything else stays as it is.
struct JSONEntryTests {
  private static let program = "/opt/model gates/bin/modelgates"

  /// Files as people have them, and what they look like with the entry.
  static let files: [(client: Client, before: String, after: String)] = [
    (
      .claudeCode, "{}",
      """
      {
        "mcpServers": {
          "modelgates": {
            "type": "stdio",
            "command": "/opt/model gates/bin/modelgates",
            "args": [
              "mcp"
            ]
          }
        }
      }
      """
    ),
    (
      .cursor,
      """
      {
        "mcpServers": {}
      }

      """,
      """
      {
        "mcpServers": {"modelgates": {
            "command": "/opt/model gates/bin/modelgates",
            "args": [
              "mcp",
              "--project",
              "${workspaceFolder}"
            ]
          }}
      }

      """
    ),
    (
      .vscode,
      """
      // Servers of the team
      {
      \t"inputs": [], // none
      \t"servers": {
      \t\t"other": {"command": "x", /* why */ "args": ["}", "\\\\"]}, // keep
      \t\t// a last word
      \t},
      }
      """,
      """
      // Servers of the team
      {
      \t"inputs": [], // none
      \t"servers": {
      \t\t"other": {"command": "x", /* why */ "args": ["}", "\\\\"]}, // keep
      \t\t// a last word
      \t\t"modelgates": {
      \t\t\t"type": "stdio",
      \t\t\t"command": "/opt/model gates/bin/modelgates",
      \t\t\t"args": [
      \t\t\t\t"mcp",
      \t\t\t\t"--project",
      \t\t\t\t"${workspaceFolder}"
      \t\t\t]
      \t\t},
      \t},
      }
      """
    ),
    (
      .claudeCode, #"{"z": 1, "mcpServers": {"a": {"url": "https://a.example/mcp"}}, "b": [1, 2]}"#,
      """
      {"z": 1, "mcpServers": {"a": {"url": "https://a.example/mcp"}, "modelgates": {
            "type": "stdio",
            "command": "/opt/model gates/bin/modelgates",
            "args": [
              "mcp"
            ]
          }}, "b": [1, 2]}
      """
    ),
  ]

  @Test(arguments: files.indices)
  func entryIsAddedAndEveryOtherByteStays(_ index: Int) throws {
    let (client, before, after) = Self.files[index]
    let entry = ClientEntry(client: client, program: Self.program)
    let text = try #require(try entry.put(into: Array(before.utf8)))
    #expect(String(decoding: text, as: UTF8.self) == after)
    #expect(try entry.put(into: text) == nil, "the second time changes nothing")
  }

  static let more: [String] = [
    "{\n}", "{ }", "{\n  // nothing yet\n}\n", "{\r\n    \"mcpServers\": {\r\n        \"a\": {}\r\n    }\r\n}\r\n",
    "\u{FEFF}{\"a\": 1}", "{\"mcpServers\": {\n  }}", "{\"a\": \"// no comment\", \"b\": \"/* nor this */\"}",
    "{\n  \"a\": 1 // one\n}\n", "{\n  \"mcpServers\": {\n    \"a\": {} // first\n  }\n}",
    "{\"mcpServers\": {\"a\": {},}}",
    "", " ", "\n", "\r\n", "\n\n \t\n", "\u{FEFF}", "\u{FEFF}\n", "{}\n", "{}\r\n", "\n{}\n", "\u{FEFF}{}\n", "{}\n\n",
    "{ }\n", "{\n}\n",
    "{\r\n}\r\n", "{\t}", "{\"mcpServers\":{}}", "{\"mcpServers\":{}}\n", "{\"servers\":{}}\n",
    "{\"servers\":{\n}\n}\n",
    "// only this", "// only this\n", "\n// only this\n", "  /* only\r\n this */\r\n", "/**/", "\u{FEFF}// only this",
    "{\n\t// nothing yet\n}", "{\n\t\"mcpServers\": {\n\t\t// nothing yet\n\t}\n}\n", "{} // c\n", "// c\n{}\n",
    "{\"a\":{}}", "{\"a\":1,}\n",
    "{\n \"a\": 1,\n \"mcpServers\": {\n  \"b\": {}\n }\n}", "{\n         \"a\": 1\n}\n",
    "{\"mcpServers\": {/* c */}}", "/* head */ {\"servers\": {\"a\": 1}} // tail\n",
  ]

  @Test(arguments: Client.allCases.filter { $0 != .codex }, files.map(\.before) + more)
  func uninstallingRestoresTheFile(_ client: Client, _ before: String) throws {
    let entry = ClientEntry(client: client, program: Self.program)
    let text = try #require(try entry.put(into: Array(before.utf8)))
    let rest = try entry.remove(from: text)
    #expect(rest == .text(Array(before.utf8)), "\(String(decoding: text, as: UTF8.self))")
    #expect(try entry.remove(from: Array(before.utf8)) == .unchanged)
  }

  /// What stands in an empty file, in a file of `{}` and where there was none.
  @Test func textShowsWhatWasThereBefore() throws {
    let entry = ClientEntry(client: .cursor, program: "/m")
    let servers = """
      {
          "modelgates": {
            "command": "/m",
            "args": [
              "mcp",
              "--project",
              "${workspaceFolder}"
            ]
          }
        }
      """
    for (before, after) in [
      (nil, "{\n  \"mcpServers\": \(servers)\n}\n"), ("{}", "{\n  \"mcpServers\": \(servers)\n}"),
      ("{}\n", "{\"mcpServers\": \(servers)}\n"), ("", "{\n\n  \"mcpServers\": \(servers)\n\n}"),
      ("\n", "{\n\n  \"mcpServers\": \(servers)\n\n}\n"), ("// c", "{\n\n  \"mcpServers\": \(servers)\n\n}\n// c"),
    ] as [(String?, String)] {
      let text = try #require(try entry.put(into: before.map { Array($0.utf8) }))
      #expect(String(decoding: text, as: UTF8.self) == after)
      #expect(try entry.remove(from: text) == (before.map { .text(Array($0.utf8)) } ?? .nothing))
    }
  }

  @Test func everySpellingOfANameIsThatName() throws {
    let before = #"{"mcp\u0053ervers": {"model\u0067ates": {"command": "/old/modelgates"}}}"#
    let text = try #require(try ClientEntry(client: .cursor, program: "/m").put(into: Array(before.utf8)))
    #expect(String(decoding: text, as: UTF8.self).hasPrefix(#"{"mcp\u0053ervers": {"model\u0067ates": {"#))
    #expect(try StoredEntry.find(of: .cursor, in: text, project: "/p")?.command == "/m")
  }

  @Test func fileThatWasMadeForTheEntryGoes() throws {
    for client in Client.allCases {
      let entry = ClientEntry(client: client, program: Self.program)
      let text = try #require(try entry.put(into: nil))
      #expect(try entry.put(into: text) == nil)
      #expect(try entry.remove(from: text) == .nothing, "\(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test func whatAUserHasAddedToTheEntryStays() throws {
    let before =
      #"{"mcpServers":{"modelgates":{"command":"/old/modelgates","args":["mcp","--read-only"],"env":{"MODELGATES_GATEWAY":"live"},"type":"stdio"}}}"#
    let text = try #require(
      try ClientEntry(client: .claudeCode, program: "/new/modelgates").put(into: Array(before.utf8)))
    let entry = try JSON(parsing: text, limits: JSONLimits(depth: 9, bytes: 4096))["mcpServers"]?["modelgates"]
    #expect(
      entry == [
        "command": "/new/modelgates", "args": ["mcp", "--read-only"], "env": ["MODELGATES_GATEWAY": "live"],
        "type": "stdio",
      ])
    #expect(try ClientEntry(client: .claudeCode, program: "/new/modelgates").put(into: text) == nil)
  }

  /// Whatever a user has put between: a protection that is gone after an update would be none.
  @Test(
    arguments: [
      (#"["mcp", "--read-only"]"#, #"["mcp", "--read-only", "--project", "${workspaceFolder}"]"#),
      (
        #"["mcp", "--read-only", "--project", "${workspaceFolder}"]"#,
        #"["mcp", "--read-only", "--project", "${workspaceFolder}"]"#
      ),
      (#"["mcp", "--project=/p", "--tools", "a"]"#, #"["mcp", "--project=/p", "--tools", "a"]"#),
      (#"["mcp"]"#, #"["mcp", "--project", "${workspaceFolder}"]"#),
      (#"["serve", "--read-only"]"#, #"["mcp", "--project", "${workspaceFolder}"]"#),
      ("7", #"["mcp", "--project", "${workspaceFolder}"]"#), ("[]", #"["mcp", "--project", "${workspaceFolder}"]"#),
    ])
  func argumentsOfTheUserStay(_ before: String, _ after: String) throws {
    let entry = ClientEntry(client: .cursor, program: "/new")
    let text = #"{"mcpServers": {"modelgates": {"command": "/old/modelgates", "args": \#(before)}}}"#
    let renewed = try #require(try entry.put(into: Array(text.utf8)))
    let limits = JSONLimits(depth: 9, bytes: 4096)
    #expect(
      try JSON(parsing: renewed, limits: limits)["mcpServers"]?["modelgates"]?["args"]
        == JSON(parsing: Array(after.utf8), limits: limits))
    #expect(try entry.put(into: renewed) == nil)
  }

  @Test func entryOfAnotherPathIsRenewedInPlace() throws {
    let old = ClientEntry(client: .cursor, program: "/old/modelgates")
    let new = ClientEntry(client: .cursor, program: "/new/modelgates")
    let before = "{\n  \"mcpServers\": {\n    \"a\": {},\n    \"z\": {}\n  }\n}\n"
    let text = try #require(try old.put(into: Array(before.utf8)))
    let renewed = try #require(try new.put(into: text))
    #expect(
      String(decoding: renewed, as: UTF8.self)
        == String(decoding: text, as: UTF8.self).replacing("/old/", with: "/new/"))
    #expect(try new.remove(from: renewed) == .text(Array(before.utf8)))
  }

  @Test func entryInTheMidstIsTakenOut() throws {
    let entry = ClientEntry(client: .cursor, program: Self.program)
    for (before, after) in [
      (#"{"mcpServers": {"modelgates": {}, "b": {}}}"#, #"{"mcpServers": { "b": {}}}"#),
      (
        "{\"mcpServers\": {\n  \"a\": {},\n  \"modelgates\": {},\n  \"b\": {}\n}}",
        "{\"mcpServers\": {\n  \"a\": {},\n  \"b\": {}\n}}"
      ),
    ] { #expect(try entry.remove(from: Array(before.utf8)) == .text(Array(after.utf8))) }
  }

  static let broken: [(text: String, said: String)] = [
    ("[]", "An object was expected in line 1."), ("{\"a\" 1}", "A colon is missing in line 1."),
    ("{\"a\": 1 \"b\": 2}", "A comma is missing in line 1."), ("{\n\"a\": \"x\n}", "A string has no end in line 2."),
    ("{/* }", "A comment has no end in line 1."), ("{\"a\": 1} x", "Something follows the outermost object in line 1."),
    ("{\"a\": }", "A value was expected in line 1."), ("{\"a\": 1, \"a\": 2}", "\"a\" stands twice in line 1."),
    ("{", "A quotation mark was expected in line 1."),
    ("{\"mcpServers\":\n 3}", "\"mcpServers\" isn't an object in line 2."),
    ("{\"a\": [1 2]}", "A comma is missing in line 1."), ("{\"a\": tru}", "A value was expected in line 1."),
    ("{\"a\": 01}", "A value was expected in line 1."), ("{\"a\": 1.}", "A value was expected in line 1."),
    ("{\"a\": [1,,]}", "A value was expected in line 1."), ("{\"a\": NaN}", "A value was expected in line 1."),
    ("{\"a\": 1,,}", "A quotation mark was expected in line 1."),
    ("{'a': 1}", "A quotation mark was expected in line 1."),
    ("{\"a\": \"\\q\"}", "A backslash stands before what it can't stand before in line 1."),
    ("{\"a\": \"\\u12\"}", "An escaped character needs 4 hexadecimal digits in line 1."),
    ("{\"a\":\r\n \"x\r\n\"}", "A string has no end in line 2."), ("{\"a\": \"\r\"}", "A string has no end in line 1."),
    ("{\"a\": \"\t\"}", "A string has a control character in line 1."),
    ("{\"a\": 1,\n\"\\u0061\": 2}", "\"a\" stands twice in line 2."),
    ("{\"b\": {\"a\": 1, \"a\": 2}}", "\"a\" stands twice in line 1."),
    ("{\"mcpServers\": []}", "\"mcpServers\" isn't an object in line 1."),
    ("{\"mcpServers\": null}", "\"mcpServers\" isn't an object in line 1."),
    ("{} {}", "Something follows the outermost object in line 1."),
    ("null", "An object was expected in line 1."), ("/*\n", "A comment has no end in line 1."),
    ("{} /", "Something follows the outermost object in line 1."),
    ("{\"a\":" + String(repeating: "[", count: 100_000), "Objects and arrays are nested too deeply in line 1."),
  ]

  /// Installing, taking out and reading all say the same.
  @Test(arguments: broken)
  func fileThatCannotBeUnderstoodIsLeftAlone(_ text: String, _ said: String) {
    let entry = ClientEntry(client: .cursor, program: Self.program)
    let bytes = Array(text.utf8)
    for error in [
      #expect(throws: ConfigurationError.self) { try entry.put(into: bytes) },
      #expect(throws: ConfigurationError.self) { try entry.remove(from: bytes) },
      #expect(throws: ConfigurationError.self) { try StoredEntry.find(of: .cursor, in: bytes, project: "/p") },
    ] {
      #expect(error?.code == .malformed)
      #expect(error?.message == said)
    }
  }

  /// A member of the outermost object for each of very many, as programs write them that keep a history.
  @Test func manyMembersTakeNoTimeToSpeakOf() throws {
    let text = "{" + (0..<20_000).map { "\"k\($0)\":0" }.joined(separator: ",") + "}"
    let entry = ClientEntry(client: .claudeCode, program: Self.program)
    let installed = try #require(try entry.put(into: Array(text.utf8)))
    #expect(try entry.remove(from: installed) == .text(Array(text.utf8)))
  }
}
