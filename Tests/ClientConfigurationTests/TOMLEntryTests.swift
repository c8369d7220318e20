import Testing

@testable import ClientConfiguration

struct TOMLEntryTests {
  private let entry = ClientEntry(client: .codex, program: "/opt/modelgates")

  private static let table = "[mcp_servers.modelgates]\ncommand = \"/opt/modelgates\"\nargs = [\"mcp\"]"

  static let files = [
    "model = \"o5\"\n", "model = \"o5\"", "# c\n\n[a]\nb = 1\n\n[mcp_servers.other]\ncommand = \"x\"\n",
    "[mcp_servers.other]\r\ncommand = \"x\"\r\n", "a = \"\"\"\n[mcp_servers.modelgates]\n\"\"\"\n", "\n\n",
    "[[profiles]]\nname = \"x\"\n",
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
    let after = before.replacing("args = [\"mcp\", \"--read-only\"]", with: "args = [\"mcp\"]").replacing(
      "/old", with: "/opt/modelgates")
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
    "mcp_servers = { modelgates = { command = \"x\" } }\n", "mcp_servers.modelgates.command = \"x\"\n",
    "[mcp_servers]\nmodelgates = { command = \"x\" }\n",
    "[mcp_servers.modelgates]\nargs = [\n  \"mcp\",\n]\n", "[mcp_servers.modelgates]\n[mcp_servers.modelgates]\n",
  ])
  func otherFormsAreRefused(_ text: String) {
    #expect(throws: ConfigurationError.self) { try entry.put(into: Array(text.utf8)) }
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect(throws: ConfigurationError.self) { try entry.put(into: [0xFF, 0xFE]) }
  }
}
