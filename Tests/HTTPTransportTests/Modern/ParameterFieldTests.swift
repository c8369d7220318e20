import ConformanceFixture
import HTTP
import JSON
import MCP
import TestSupport
import Testing

/// `Mcp-Param-*`: parameters of a tool that clients repeat in fields.
@Suite(.timeLimit(.minutes(10)))
struct ParameterFieldTests {
  private static let server = Fixture.server(additionalTools: [
    .fixture(
      "typed", "Typed", "Has a parameter of each kind.",
      input: """
        {"type":"object","properties":{"text":{"type":"string","x-mcp-header":"Text"},"count":{"type":"integer",\
        "x-mcp-header":"Count"},"flag":{"type":"boolean","x-mcp-header":"flag"},"outer":{"type":"object","properties":{\
        "inner":{"type":"string","x-mcp-header":"Inner"}}}}}
        """
    ) { _, _ in .text("Called.") },
    .fixture(
      "wrong", "Wrong", "Has annotations that clients refuse.",
      input: """
        {"type":"object","properties":{"a":{"type":"number","x-mcp-header":"A"},"b":{"type":"string","x-mcp-header":""},\
        "c":{"type":"string","x-mcp-header":"C C"},"d":{"type":"array","items":{"type":"string","x-mcp-header":"D"}},\
        "e":{"type":"string","x-mcp-header":1}},"anyOf":[{"properties":{"f":{"type":"string","x-mcp-header":"F"}}}]}
        """
    ) { _, _ in .text("Called.") },
  ])

  private func isTaken(_ tool: String, _ arguments: String, _ fields: [(String, String)]) async throws -> Bool {
    let lines = try await TestEndpoint(Self.server).use { await $0.ask(.call(1, tool, arguments, fields: fields)) }
    if lines.first == "200 application/json" {
      #expect(try JSON(line: lines[1])["result"]?["content"]?.array?.first?["text"] == "Called.")
      return true
    }
    #expect(lines.first == "400 application/json")
    #expect(try JSON(line: lines[1])["error"]?["code"] == -32020)
    return false
  }

  @Test(
    arguments: [
      (#"{"text":"Hello"}"#, [("Mcp-Param-Text", "Hello")], true),
      (#"{"text":"Hello"}"#, [("mcp-param-TEXT", "Hello")], true),
      (#"{"text":"Hello"}"#, [("Mcp-Param-Text", "=?base64?SGVsbG8=?=")], true),
      (#"{"text":"Hello"}"#, [("Mcp-Param-Text", "=?base64?SGVsbG8?=")], false),
      (#"{"text":"Hello"}"#, [("Mcp-Param-Text", "=?base64?SGVs!!!bG8=?=")], false),
      (#"{"text":"Hello"}"#, [("Mcp-Param-Text", "=?BASE64?SGVsbG8=?=")], false),
      (#"{"text":"SGVsbG8="}"#, [("Mcp-Param-Text", "SGVsbG8=")], true),
      (#"{"text":"=?base64?SGVsbG8="}"#, [("Mcp-Param-Text", "=?base64?SGVsbG8=")], true),
      (#"{"text":"=?base64?="}"#, [("Mcp-Param-Text", "=?base64?=")], true),
      (#"{"text":""}"#, [("Mcp-Param-Text", "=?base64??=")], true),
      (#"{"text":""}"#, [("Mcp-Param-Text", "")], true),
      (#"{"text":"ü"}"#, [("Mcp-Param-Text", "=?base64?w7w=?=")], true),
      (#"{"text":"u\u0308"}"#, [("Mcp-Param-Text", "=?base64?w7w=?=")], false),
      (#"{"text":"ü"}"#, [("Mcp-Param-Text", "ü")], false),
      (#"{"text":"x"}"#, [("Mcp-Param-Text", "=?base64?/w==?=")], false),
      (#"{"text":"Hello"}"#, [("Mcp-Param-Text", "hello")], false),
      (#"{"text":"Hello"}"#, [("Mcp-Param-Text", "Hello"), ("Mcp-Param-Text", "Hello")], false),
      (#"{"text":"Hello"}"#, [], false),
      (#"{"text":null}"#, [], true),
      (#"{}"#, [], true),
      (#"{}"#, [("Mcp-Param-Text", "Hello")], false),
      (#"{"text":null}"#, [("Mcp-Param-Text", "null")], false),
      (#"{"text":["Hello"]}"#, [], true),
      (#"{"count":42}"#, [("Mcp-Param-Count", "42")], true),
      (#"{"count":42}"#, [("Mcp-Param-Count", "42.0")], true),
      (#"{"count":42.0}"#, [("Mcp-Param-Count", "42")], true),
      (#"{"count":-7}"#, [("Mcp-Param-Count", "-7")], true),
      (#"{"count":42}"#, [("Mcp-Param-Count", "43")], false),
      (#"{"count":42}"#, [("Mcp-Param-Count", "0x2A")], false),
      (#"{"count":42}"#, [("Mcp-Param-Count", "")], false),
      (#"{"count":9007199254740993}"#, [("Mcp-Param-Count", "9007199254740992.0")], false),
      (#"{"count":-9223372036854775808}"#, [("Mcp-Param-Count", "nan")], false),
      (#"{"flag":true}"#, [("Mcp-Param-Flag", "true")], true),
      (#"{"flag":true}"#, [("Mcp-Param-Flag", "True")], false),
      (#"{"flag":false}"#, [("Mcp-Param-Flag", "0")], false),
      (#"{"outer":{"inner":"x"}}"#, [("Mcp-Param-Inner", "x")], true),
      (#"{"outer":{"inner":"x"}}"#, [], false),
      (#"{"outer":{}}"#, [], true),
      (#"{"outer":"inner"}"#, [], true),
      (#"{"text":"Hello"}"#, [("Mcp-Param-Text", "Hello"), ("Mcp-Param-Other", "anything")], true),
    ] as [(String, [(String, String)], Bool)])
  func fieldMustSayWhatTheArgumentSays(
    _ arguments: String, _ fields: [(String, String)], _ isExpected: Bool
  ) async throws {
    #expect(try await isTaken("typed", arguments, fields) == isExpected)
  }

  @Test func annotationThatClientsRefuseAsksForNothing() async throws {
    let arguments = #"{"a":1.5,"b":"x","c":"x","d":["x"],"e":"x","f":"x"}"#
    #expect(try await isTaken("wrong", arguments, []))
  }

  /// The tool is looked for first: an unknown one has no parameters.
  @Test func unknownToolIsUnknownWhateverTheFields() async throws {
    let lines = await TestEndpoint(Self.server).ask(.call(1, "none", fields: [("Mcp-Param-Text", "Hello")]))
    #expect(try JSON(line: lines[1])["error"]?["code"] == -32602)
  }
}
