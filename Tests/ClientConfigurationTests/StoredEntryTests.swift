import JSON
import Testing

@testable import ClientConfiguration

/// What stands in a configuration is read as the client reads it.
struct StoredEntryTests {
  @Test(arguments: Client.allCases)
  func entryThatWasPutIsFound(_ client: Client) throws {
    let text = try #require(try ClientEntry(client: client, program: "/opt/a \"b\"/modelgates").put(into: nil))
    let entry = try #require(try StoredEntry.find(of: client, in: text, project: "/p"))
    #expect(entry == StoredEntry(command: "/opt/a \"b\"/modelgates", arguments: client.arguments))
    #expect(try StoredEntry.find(of: client, in: [], project: "/p") == nil)
    #expect(try StoredEntry.find(of: client, in: [0xEF, 0xBB, 0xBF], project: "/p") == nil)
  }

  @Test(
    arguments: [
      (
        "[mcp_servers.modelgates]\ncommand = 'C:\\x' # why\nargs = [\n  \"mcp\", # one\n  'a b',\n]\nstartup = 10\n",
        StoredEntry(command: #"C:\x"#, arguments: ["mcp", "a b"])
      ),
      (
        "a = 1\n[mcp_servers.modelgates]\nenv = { B = \"1\", \"A\" = 'x' }\ncommand = \"\\u0041\\n\"\n[other]\ncommand = \"no\"\n",
        StoredEntry(command: "A\n", environment: [("A", "x"), ("B", "1")])
      ),
      (
        "[mcp_servers.modelgates]\ncommand = \"m\"\n[mcp_servers.modelgates.env]\nT = \"1\"\n",
        StoredEntry(command: "m", environment: [("T", "1")])
      ),
      (
        "[mcp_servers.modelgates]\nurl = \"https://a.example/mcp\"\n",
        StoredEntry(command: nil, url: "https://a.example/mcp")
      ),
      ("[mcp_servers.other]\ncommand = \"m\"\n", nil), ("", nil),
    ] as [(String, StoredEntry?)])
  func tomlIsRead(_ text: String, _ expected: StoredEntry?) throws {
    #expect(try StoredEntry.find(of: .codex, in: Array(text.utf8), project: "/p") == expected)
  }

  @Test(arguments: [
    "[mcp_servers.modelgates]\ncommand = \"x\n", "[mcp_servers.modelgates]\ncommand \"x\"\n",
    "[mcp_servers.modelgates]\nargs = [\"a\"\n", "[mcp_servers.modelgates]\nargs = [[\"a\"]]\n",
    "[mcp_servers.modelgates]\nenv = { A = \"1\"\n", "[mcp_servers.modelgates]\ncommand = \"\\q\"\n",
    "[mcp_servers.modelgates]\ncommand = \"\\uD800\"\n", "[mcp_servers.modelgates]\nstartup = 3\n",
    "[mcp_servers.modelgates]\ncommand = \"m\"\nenv = { A = 1 }\n",
    "[mcp_servers.modelgates]\ncommand = \"m\"\nenv = 1\n",
    "[mcp_servers.modelgates]\nenv = " + String(repeating: "{ a = ", count: 5000),
  ])
  func tomlThatIsNoEntryIsRefused(_ text: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try StoredEntry.find(of: .codex, in: Array(text.utf8), project: "/p")
    }
    #expect(error?.code == .malformed)
  }

  @Test(arguments: [
    "{\"mcpServers\": {\"modelgates\": []}}", "{\"mcpServers\": {\"modelgates\": {}}}",
    "{\"mcpServers\": {\"modelgates\": {\"command\": \"x\", \"args\": [1]}}}",
    "{\"mcpServers\": {\"modelgates\": {\"command\": \"x\", \"env\": {\"A\": 1}}}}",
    "{\"mcpServers\": {\"modelgates\": {\"command\": \"\\q\"}}}", "{\"mcpServers\": {\"modelgates\": tru}}", "[", "7",
    "{\"mcpServers\": 7}",
  ])
  func jsonThatIsNoEntryIsRefused(_ text: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try StoredEntry.find(of: .cursor, in: Array(text.utf8), project: "/p")
    }
    #expect(error?.code == .malformed)
  }

  @Test(arguments: ["{}", "{\"mcpServers\": {\"other\": {}}} // x", " \n"])
  func fileWithoutTheEntryHasNone(_ text: String) throws {
    #expect(try StoredEntry.find(of: .cursor, in: Array(text.utf8), project: "/p") == nil)
  }
}
