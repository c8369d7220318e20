import ConformanceFixture
import HTTP
import HTTPTransport
import JSON
import TestSupport
import Testing

/// What a modern request is refused for, in the order in which it is looked at: HTTP's own matters, the JSON, the message, what
/// it says of itself, the fields that repeat it, and only then what it asks for.
@Suite(.timeLimit(.minutes(10)))
struct LadderTests {
  struct Step: Sendable, CustomStringConvertible {
    let description: String
    let request: IncomingRequest
    let status: Int
    let code: Int64?
  }

  static let routing = [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/list")]
  static let list = IncomingRequest.modernBody(7, "tools/list")
  static let meta =
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#
  static let call = IncomingRequest.modernBody(7, "tools/call", #""name":"test_simple_text""#)

  static func step(
    _ description: String, _ status: Int, _ code: Int64?, _ fields: [(String, String)], _ body: String
  ) -> Step {
    Step(description: description, request: .post(fields, body), status: status, code: code)
  }

  static let steps: [Step] = [
    Step(
      description: "nothing accepted", request: IncomingRequest("POST", [("Content-Type", "application/json")], list),
      status: 406, code: -32600),
    Step(
      description: "only one kind accepted",
      request: IncomingRequest(
        "POST", [("Content-Type", "application/json"), ("Accept", "application/json")] + routing, list),
      status: 406, code: -32600),
    step("no body", 400, -32700, routing, ""),
    step("no JSON", 400, -32700, routing, "{"),
    step("two values", 400, -32700, routing, list + list),
    step("an array", 400, -32600, routing, "[\(list)]"),
    step("an empty array", 400, -32600, routing, "[]"),
    step("a string", 400, -32600, routing, "\"tools/list\""),
    step("no version of JSON-RPC", 400, -32600, routing, #"{"id":7,"method":"tools/list","params":{\#(meta)}}"#),
    step("a null id", 400, -32600, routing, #"{"jsonrpc":"2.0","id":null,"method":"tools/list","params":{\#(meta)}}"#),
    step("a response", 400, -32600, routing, #"{"jsonrpc":"2.0","id":7,"result":{}}"#),
    step("no params", 400, -32602, routing, #"{"jsonrpc":"2.0","id":7,"method":"tools/list"}"#),
    step("no _meta", 400, -32602, routing, #"{"jsonrpc":"2.0","id":7,"method":"tools/list","params":{}}"#),
    step(
      "no revision in _meta", 400, -32602, routing,
      #"{"jsonrpc":"2.0","id":7,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/clientCapabilities":{}}}}"#
    ),
    step(
      "no capabilities in _meta", 400, -32602, routing,
      #"{"jsonrpc":"2.0","id":7,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}"#
    ),
    step(
      "_meta before the fields", 400, -32602, [("MCP-Protocol-Version", "2026-07-28")],
      #"{"jsonrpc":"2.0","id":7,"method":"x"}"#),
    step("no version field", 400, -32020, [("Mcp-Method", "tools/list")], list),
    step("a legacy version field", 400, -32020, [("MCP-Protocol-Version", "2025-11-25")] + routing.suffix(1), list),
    step("an unknown version field", 400, -32020, [("MCP-Protocol-Version", "2027-01-01")] + routing.suffix(1), list),
    step("two version fields", 400, -32020, routing + routing.prefix(1), list),
    step("no method field", 400, -32020, Array(routing.prefix(1)), list),
    step("another method", 400, -32020, [routing[0], ("Mcp-Method", "tools/call")], list),
    step("the method in capitals", 400, -32020, [routing[0], ("Mcp-Method", "TOOLS/LIST")], list),
    step("the method encoded", 400, -32020, [routing[0], ("Mcp-Method", "=?base64?dG9vbHMvbGlzdA==?=")], list),
    step("two method fields", 400, -32020, routing + routing.suffix(1), list),
    step("no name field", 400, -32020, [routing[0], ("Mcp-Method", "tools/call")], call),
    step("another name", 400, -32020, [routing[0], ("Mcp-Method", "tools/call"), ("Mcp-Name", "test_add")], call),
    step(
      "two name fields", 400, -32020,
      [routing[0], ("Mcp-Method", "tools/call"), ("Mcp-Name", "test_simple_text"), ("Mcp-Name", "test_simple_text")],
      call),
    step(
      "a name without one in the body", 400, -32020,
      [routing[0], ("Mcp-Method", "tools/call"), ("Mcp-Name", "test_simple_text")],
      IncomingRequest.modernBody(7, "tools/call")),
    step(
      "no name field for a resource", 400, -32020, [routing[0], ("Mcp-Method", "resources/read")],
      IncomingRequest.modernBody(7, "resources/read", #""uri":"test://static-text""#)),
    step(
      "no name field for a prompt", 400, -32020, [routing[0], ("Mcp-Method", "prompts/get")],
      IncomingRequest.modernBody(7, "prompts/get", #""name":"test_simple_prompt""#)),
    step(
      "a revision that isn't served", 400, -32022, [("MCP-Protocol-Version", "2027-01-01")] + routing.suffix(1),
      list.replacing("2026-07-28", with: "2027-01-01")),
    step(
      "a legacy revision in the modern way", 400, -32022, [("MCP-Protocol-Version", "2025-11-25")] + routing.suffix(1),
      list.replacing("2026-07-28", with: "2025-11-25")),
    step(
      "mismatch before support", 400, -32020, [("MCP-Protocol-Version", "2027-01-01"), ("Mcp-Method", "x")],
      list.replacing("2026-07-28", with: "2027-01-01")),
    step(
      "an unknown log level", 400, -32602, routing,
      IncomingRequest.modernBody(7, "tools/list", meta: #""io.modelcontextprotocol/logLevel":"loud""#)),
    step(
      "an unknown method", 404, -32601, [routing[0], ("Mcp-Method", "no/such")],
      IncomingRequest.modernBody(7, "no/such")),
    step(
      "a method of the legacy eras", 404, -32601, [routing[0], ("Mcp-Method", "initialize")],
      IncomingRequest.modernBody(7, "initialize")),
    step(
      "a capability that wasn't declared", 400, -32021,
      [routing[0], ("Mcp-Method", "tools/call"), ("Mcp-Name", "test_missing_capability")],
      IncomingRequest.modernBody(7, "tools/call", #""name":"test_missing_capability""#)),
    step(
      "an unknown tool", 200, -32602, [routing[0], ("Mcp-Method", "tools/call"), ("Mcp-Name", "none")],
      IncomingRequest.modernBody(7, "tools/call", #""name":"none""#)),
    step(
      "a cursor that wasn't given out", 200, -32602, routing,
      IncomingRequest.modernBody(7, "tools/list", #""cursor":"x""#)),
    step("all in order", 200, nil, routing, list),
    step(
      "names of fields in any case", 200, nil,
      [("mcp-protocol-version", "2026-07-28"), ("MCP-METHOD", "tools/call"), ("mCP-nAME", "test_simple_text")], call),
    step(
      "the name encoded", 200, nil,
      [routing[0], ("Mcp-Method", "tools/call"), ("Mcp-Name", "=?base64?dGVzdF9zaW1wbGVfdGV4dA==?=")], call),
    step(
      "what belongs to sessions", 200, nil,
      routing + [("Mcp-Session-Id", "anything"), ("Last-Event-ID", "anything")], list),
  ]

  @Test(arguments: steps)
  func requestIsRefusedForTheFirstThingThatIsWrong(_ step: Step) async throws {
    let lines = try await TestEndpoint(Fixture.server()).use { await $0.ask(step.request) }
    #expect(lines.first == "\(step.status) application/json")
    #expect(lines.count == 3 && lines.last == "end", "\(lines)")
    let answer = try JSON(line: lines[1])
    #expect(answer["error"]?["code"]?.integer == step.code)
    #expect((answer["result"] != nil) == (step.code == nil))
    // Refused before the message was read, it has no id; else it has its own.
    let isRead = step.status != 406 && answer["error"]?["code"] != -32700
    let hasID = isRead && !["an array", "an empty array", "a string", "a null id", "a response"].contains("\(step)")
    #expect(answer["id"] == (hasID ? 7 : nil))
  }

  @Test(arguments: [
    ("PUT", 405, "POST, GET, DELETE"), ("HEAD", 405, "POST, GET, DELETE"), ("OPTIONS", 405, "POST, GET, DELETE"),
    ("post", 405, "POST, GET, DELETE"), ("GET", 405, "POST"), ("DELETE", 405, "POST"),
  ])
  func otherMethodsAreNotAllowed(_ method: String, _ status: Int, _ allowed: String) async throws {
    let endpoint = TestEndpoint(Fixture.server())
    let withVersion = [
      ("Accept", "text/event-stream"), ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Session-Id", "anything"),
    ]
    for fields in [[("Accept", "text/event-stream")], withVersion] {
      let lines = await endpoint.ask(IncomingRequest(method, fields))
      #expect(lines.prefix(2) == ["\(status) application/json", "Allow: \(allowed)"])
    }
  }

  @Test(arguments: [
    ("application/json, text/event-stream", true), ("text/event-stream,application/json", true), ("*/*", true),
    ("application/*, text/*", true), ("Application/Json;q=0.5, TEXT/EVENT-STREAM", true),
    ("application/json;q=1.0;x=y , text/event-stream ; q=0.001", true), ("application/json", false),
    ("text/event-stream", false), ("application/json;q=0, text/event-stream", false), ("", false),
    ("application/json, text/html", false), ("application/json text/event-stream", false), ("*", false),
  ])
  func bothKindsOfAnswersMustBeAccepted(_ accept: String, _ isTaken: Bool) async throws {
    let request = IncomingRequest(
      "POST", [("Content-Type", "application/json"), ("Accept", accept)] + Self.routing, Self.list)
    let lines = await TestEndpoint(Fixture.server()).ask(request)
    #expect(lines.first == (isTaken ? "200 application/json" : "406 application/json"))
  }

  @Test func acceptMayBeSaidInSeveralFields() async throws {
    let request = IncomingRequest(
      "POST",
      [("Content-Type", "application/json"), ("Accept", "application/json"), ("Accept", "text/event-stream")]
        + Self.routing, Self.list)
    #expect(await TestEndpoint(Fixture.server()).ask(request).first == "200 application/json")
  }
}

extension String {
  func replacing(_ part: String, with other: String) -> String {
    var result = ""
    var rest = Substring(self)
    while let range = rest.firstRange(of: part) {
      result += rest[..<range.lowerBound] + other
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
