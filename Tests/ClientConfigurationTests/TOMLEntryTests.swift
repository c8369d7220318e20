import Testing

@testable import ClientConfiguration

struct TOMLEntryTests {
  private let entry = ClientEntry(client: .codex, program: "/opt/modelgates")

  private static let table = "[mcp_servers.modelgates]\ncommand = \"/opt/modelgates\"\nargs = [\"mcp\"]"

  static let files = [
    "model = \"o5\"\n", "model = \"o5\"", "# c\n\n[a]\nb = 1\n\n[mcp_servers.other]\ncommand = \"x\"\n",
    "[mcp_servers.other]\r\ncommand = \"x\"\r\n", "a = \"\"\"\n[mcp_servers.modelgates]\n\"\"\"\n", "\n\n",
    "[[profiles]]\nname = \"x\"\n", "", " ", "\n", "\r\n", "\t\n ", "# only this", "# only this\n", "\u{FEFF}",
    "\u{FEFF}\n",
    "a = 1\r\n# end", "[mcp_servers]\n", "[mcp_servers]\na.command = \"x\"\n", "mcp_servers.a.command = \"x\"\n",
    "[a]\n\n\n", "[[mcp_servers.a.b]]\n",
  ]

  @Test(arguments: files)
  func tableIsAppendedAndTakenAwayAgain(_ before: String) throws {
    let text = String(decoding: try #require(try entry.put(into: Array(before.utf8))), as: UTF8.self)
    #expect(text.hasPrefix(before))
    #expect(text.replacing("\r\n", with: "\n").contains("\n\(Self.table)"))
    #expect(try entry.put(into: Array(text.utf8)) == nil)
    #expect(try entry.remove(from: Array(text.utf8)) == .text(Array(before.utf8)), "\(text)")
  }

  @Test func otherKeysOfTheTableStay() throws {
    let before = """
      [mcp_servers.modelgates] # ours
      startup_timeout_sec = 20
      args = ["mcp", "--read-only"]
      command = "/old"

      [mcp_servers.modelgates.env]
      A = "b"

      # the next
      [tui]
      x = 1

      """
    let after = before.replacing("/old", with: "/opt/modelgates")
    let text = try #require(try entry.put(into: Array(before.utf8)))
    #expect(String(decoding: text, as: UTF8.self) == after)
    #expect(try entry.remove(from: text) == .text(Array("\n# the next\n[tui]\nx = 1\n".utf8)))
  }

  @Test func pathIsQuoted() throws {
    let entry = ClientEntry(client: .codex, program: "/o\"p\\t\n")
    let text = String(decoding: try #require(try entry.put(into: nil)), as: UTF8.self)
    #expect(text.contains(#"command = "/o\"p\\t\u000a""#))
  }

  @Test(arguments: [
    "mcp_servers = { modelgates = { command = \"modelgates\" } }\n",
    "mcp_servers.modelgates.command = \"/modelgates\"\n",
    "[mcp_servers]\nmodelgates = { command = \"modelgates\" }\n",
    "[mcp_servers]\nmodelgates.command = \"modelgates\"\n",
  ])
  func otherFormsAreReadButNotEdited(_ text: String) throws {
    #expect(try StoredEntry.find(of: .codex, in: Array(text.utf8), project: "/p") != nil)
    for error in [
      #expect(throws: ConfigurationError.self) { try entry.put(into: Array(text.utf8)) },
      #expect(throws: ConfigurationError.self) { _ = try entry.remove(from: Array(text.utf8)) },
    ] { #expect(error?.code == .unsupported) }
  }

  @Test func inlineTableOfOtherServersIsNotEdited() throws {
    let text = "\nmcp_servers = { a = { command = \"x\" } }\n"
    let error = #expect(throws: ConfigurationError.self) { try entry.put(into: Array(text.utf8)) }
    #expect(error?.code == .unsupported)
    #expect(error?.message == "The servers stand in an inline table, which isn't edited in line 2.")
    #expect(try entry.remove(from: Array(text.utf8)) == .unchanged)
  }

  /// A table in one of the forms that people write, and what is left of it and of the file.
  @Test(arguments: [
    (
      "[mcp_servers.modelgates]\nargs = [\n  \"x\", # why\n]\n",
      "[mcp_servers.modelgates]\ncommand = \"/opt/modelgates\"\nargs = [\"mcp\"]\n", ""
    ),
    (
      "a = 1\n[ mcp_servers . \"modelgates\" ]# c\r\n'command'='modelgates'# d",
      "a = 1\n[ mcp_servers . \"modelgates\" ]# c\r\nargs = [\"mcp\"]\r\n'command'=\"/opt/modelgates\"# d", "a = 1"
    ),
    (
      "[mcp_servers.modelgates]", "[mcp_servers.modelgates]\ncommand = \"/opt/modelgates\"\nargs = [\"mcp\"]\n", ""
    ),
    (
      "[mcp_servers.modelgates.env]\nA = \"b\"\n\n[b]\nc = 1\n",
      "[mcp_servers.modelgates.env]\nA = \"b\"\n\n[b]\nc = 1\n\n[mcp_servers.modelgates]\ncommand = \"/opt/modelgates\"\nargs = [\"mcp\"]\n",
      "\n[b]\nc = 1\n"
    ),
    (
      "[mcp_servers.modelgates]\ncommand = \"/opt/modelgates\"\nargs = []\nenv.A = \"b\"\n\n# of b\n[b]\n\n[mcp_servers.modelgates.tools]\n# mine\nx = 1\n# last\n",
      "[mcp_servers.modelgates]\ncommand = \"/opt/modelgates\"\nargs = [\"mcp\"]\nenv.A = \"b\"\n\n# of b\n[b]\n\n[mcp_servers.modelgates.tools]\n# mine\nx = 1\n# last\n",
      "\n# of b\n[b]\n# last\n"
    ),
  ])
  func tableIsRenewedInPlace(_ before: String, _ after: String, _ removed: String) throws {
    let text = try #require(try entry.put(into: Array(before.utf8)))
    #expect(String(decoding: text, as: UTF8.self) == after)
    #expect(try entry.put(into: text) == nil)
    switch try entry.remove(from: text) {
    case .text(let rest): #expect(String(decoding: rest, as: UTF8.self) == removed)
    case .nothing: #expect(removed.isEmpty)
    case .unchanged: Issue.record("The entry is still there.")
    }
  }
}
