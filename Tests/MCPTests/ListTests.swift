import ConformanceFixture
import JSON
import MCP
import TestSupport
import Testing

/// The four lists, literally, by revision and by page.
@Suite(.timeLimit(.minutes(10)))
struct ListTests {
  private static let input = #"{"type":"object","additionalProperties":false}"#
  private static let output = #"{"type":"object","properties":{"a":{"type":"string"}}}"#
  private static let hints =
    #""annotations":{"readOnlyHint":true,"destructiveHint":false,"idempotentHint":true,"openWorldHint":false}"#

  @Test(arguments: [
    ("2024-11-05", #"{"name":"t","description":"A tool.","inputSchema":\#(input)}"#),
    ("2025-03-26", #"{"name":"t","description":"A tool.","inputSchema":\#(input),\#(hints)}"#),
    (
      "2025-06-18",
      #"{"name":"t","title":"T","description":"A tool.","inputSchema":\#(input),"outputSchema":\#(output),\#(hints)}"#
    ),
    (
      "2025-11-25",
      #"{"name":"t","title":"T","description":"A tool.","inputSchema":\#(input),"outputSchema":\#(output),\#(hints)}"#
    ),
  ])
  func toolIsListedAsItsRevisionKnowsIt(_ version: String, as tool: String) async throws {
    try await withClient(of: small) { client in
      try await client.initialize(version)
      let answer = #"{"jsonrpc":"2.0","id":1,"result":{"tools":[\#(tool)]}}"#
      try await client.expect(Lines.request(1, "tools/list"), answer)
      // The second answer comes from memory.
      try await client.expect(Lines.request(1, "tools/list"), answer)
    }
  }

  @Test func modernListsSayHowLongTheyMayBeKept() async throws {
    let cache = #""ttlMs":3600000,"cacheScope":"public""#
    let tool =
      #"{"name":"t","title":"T","description":"A tool.","inputSchema":\#(Self.input),"outputSchema":\#(Self.output),"#
      + "\(Self.hints)}"
    let rows = [
      ("tools/list", #""tools":[\#(tool)]"#), ("resources/list", #""resources":[]"#),
      (
        "resources/templates/list",
        #""resourceTemplates":[{"uriTemplate":"r://{id}","name":"r","title":"R","description":"Some.","mimeType":"text/plain"}]"#
      ),
      (
        "prompts/list",
        #""prompts":[{"name":"p","title":"P","description":"A prompt.","arguments":[{"name":"a","description":"An argument.","required":true}]}]"#
      ),
    ]
    try await withClient(of: small) { client in
      for (method, result) in rows {
        try await client.expect(Lines.modern(1, method), Lines.complete(1, result, cache: cache))
      }
    }
  }

  @Test func schemaIsListedUnchanged() async throws {
    try await withClient(.inMemory) { client in
      let tools = try await client.result(of: Lines.modern(1, "tools/list"))?["tools"]?.array
      let tool = try #require(tools?.first { $0["name"] == "json_schema_2020_12_tool" })
      let schema = try #require(tool["inputSchema"])
      #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
      #expect(schema["$defs"]?["address"]?["$anchor"] == "addressDef")
      #expect(
        schema.object?.map(\.name) == [
          "$schema", "type", "$defs", "properties", "allOf", "if", "then", "else", "additionalProperties",
        ])
    }
  }

  @Test func everyToolOfTheFixtureHasWhatClientsNeed() async throws {
    try await withClient(.inMemory) { client in
      let tools = try #require(try await client.result(of: Lines.modern(1, "tools/list"))?["tools"]?.array)
      #expect(tools.count > 30)
      for tool in tools {
        let name = try #require(tool["name"]?.string)
        #expect(name.utf8.count <= 64 && name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" })
        #expect(tool["title"]?.string?.isEmpty == false && tool["description"]?.string?.isEmpty == false)
        #expect(tool["inputSchema"]?["type"] == "object")
        #expect(tool["annotations"]?.object?.count == 4)
      }
    }
  }

  // MARK: Pages

  @Test func listIsCutIntoPagesOfOneHundred() async throws {
    try await withClient(of: large) { client in
      var names: [String] = []
      var cursors: [String] = []
      var params = ""
      repeat {
        let result = try #require(try await client.result(of: Lines.modern(1, "tools/list", params)))
        names += (result["tools"]?.array ?? []).compactMap { $0["name"]?.string }
        guard let cursor = result["nextCursor"]?.string else { break }
        cursors.append(cursor)
        params = #""cursor":\#(JSON.string(cursor))"#
      } while cursors.count < 10
      #expect(names == (0..<250).map { "t\($0)" })
      #expect(cursors.count == 2)
    }
  }

  @Test(arguments: [
    #""""#, #""from-0""#, #""from-1""#, #""from-250""#, #""from-300""#, #""from--100""#, #""from-+100""#,
    #""from-0100""#,
    #""from-100 ""#, #""from-99999999999999999999""#, #""100""#, "100", "null", "[]", #""from-1e2""#, #""from-١٠٠""#,
  ])
  func cursorThatWasNeverGivenOutIsRefused(_ cursor: String) async throws {
    try await withClient(of: large) { client in
      for method in ["tools/list", "resources/list", "resources/templates/list", "prompts/list"] {
        try await client.expect(
          Lines.modern(1, method, #""cursor":\#(cursor)"#),
          Lines.error(1, -32602, "Unknown cursor. Start again without one."), "\(method)")
      }
    }
  }

  private var small: Server {
    Server(
      info: Implementation(name: "fixture", version: "1.0.0", title: "Fixture server"), instructions: "",
      tools: [
        .fixture("t", "T", "A tool.", output: #"{"type":"object","properties":{"a":{"type":"string"}}}"#) { _, _ in
          .text("")
        }
      ],
      resourceTemplates: [
        ResourceTemplate(
          template: URITemplate("r://{id}"), name: "r", title: "R", description: "Some.", mimeType: "text/plain"
        ) { _, _ in .text("") }
      ],
      prompts: [
        Prompt(
          name: "p", title: "P", description: "A prompt.",
          arguments: [Prompt.Argument(name: "a", description: "An argument.", isRequired: true)]
        ) { _, _ in [] }
      ])
  }

  private var large: Server {
    Server(
      info: Implementation(name: "large", version: "1", title: "Large"), instructions: "",
      tools: (0..<250).map { number in .fixture("t\(number)", "T", "A tool.") { _, _ in .text("") } },
      resources: (0..<250).map { number in
        Resource(uri: "r://\(number)", name: "r", title: "R", description: "R.", mimeType: "text/plain") { _ in
          .text("")
        }
      },
      prompts: (0..<250).map { number in Prompt(name: "p\(number)", title: "P", description: "P.") { _, _ in [] } })
  }
}
