import ClientConfiguration
import Testing

/// An entry of our name that somebody else has put there is neither replaced nor taken out.
@Suite struct ForeignEntryTests {
  @Test(arguments: [
    (Client.claudeCode, #"{"mcpServers":{"modelgates":{"type":"http","url":"https://h/mcp","headers":{"A":"b"}}}}"#),
    (.cursor, #"{"mcpServers":{"modelgates":{"command":"npx","args":["-y","modelgates","mcp"]}}}"#),
    (.vscode, #"{"servers":{"modelgates":{"command":"docker","args":["run","-i","modelgates","mcp"]}}}"#),
    (.cursor, #"{"mcpServers":{"modelgates":{"command":"docker","args":["mcp","gateway","run"]}}}"#),
    (.codex, "[mcp_servers.modelgates]\ncommand = \"docker\"\nargs = [\"mcp\", \"gateway\"]\n"),
    (.codex, "[mcp_servers.modelgates]\nurl = \"https://h/mcp\"\n"),
    (.codex, "[mcp_servers.modelgates]\ncommand = \"npx\"\nargs = [\"-y\", \"modelgates\"]\n"),
    // What can't be understood as a whole isn't ours to throw away either.
    (.cursor, #"{"mcpServers":{"modelgates":{"url":"https://h/mcp","env":{"A":1}}}}"#),
    (.cursor, #"{"mcpServers":{"modelgates":{"url":7}}}"#),
    (.cursor, #"{"mcpServers":{"modelgates":{"command":"docker","args":["run",1],"env":{"TOKEN":"x"}}}}"#),
    (.codex, "[mcp_servers.modelgates]\nurl = \"https://h/mcp\"\nargs = [1]\n"),
    (.codex, "[mcp_servers.modelgates]\nurl = \"https://h/mcp\"\nenv = 1\n"),
    (.codex, "[mcp_servers.modelgates]\ncommand = [\"npx\"]\n"),
  ])
  func isLeft(_ client: Client, _ text: String) {
    let entry = ClientEntry(client: client, program: "/opt/modelgates")
    let put = #expect(throws: ConfigurationError.self) { try entry.put(into: Array(text.utf8)) }
    let removal = #expect(throws: ConfigurationError.self) { try entry.remove(from: Array(text.utf8)) }
    #expect(put?.code == .foreign && removal?.code == .foreign)
  }

  @Test(arguments: [
    #"{"mcpServers":{"modelgates":{"command":"/elsewhere/modelgates","args":["serve"]}}}"#,
    #"{"mcpServers":{"modelgates":{"command":"/renamed","args":["mcp","--read-only"]}}}"#,
    #"{"mcpServers":{"modelgates":{"command":"modelgates","args":["mcp",1],"env":{"A":1}}}}"#,
    #"{"mcpServers":{"modelgates":{}}}"#, #"{"mcpServers":{"modelgates":7}}"#,
  ])
  func oursIsRenewedWhereverItsProgramLies(_ text: String) throws {
    let entry = ClientEntry(client: .cursor, program: "/opt/modelgates")
    let new = try #require(try entry.put(into: Array(text.utf8)))
    #expect(String(decoding: new, as: UTF8.self).contains(#""/opt/modelgates""#))
  }
}
