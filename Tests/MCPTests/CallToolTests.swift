import ConformanceFixture
import JSON
import JSONRPC
import MCP
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CallToolTests {
  @Test(arguments: [
    (#""name":"test_nothing_like_it""#, "Unknown tool: test_nothing_like_it."),
    (#""name":"test_simple_txet""#, "Unknown tool: test_simple_txet. Did you mean \"test_simple_text\"?"),
    (#""name":"""#, "Unknown tool: ."),
    (#""name":7"#, "\"name\" must be a string."),
    (#""arguments":{}"#, "\"name\" must be a string."),
    (#""name":"test_simple_text","arguments":[]"#, "\"arguments\" must be an object, not an array."),
    (#""name":"test_simple_text","arguments":null"#, "\"arguments\" must be an object, not null."),
    (#""name":"test_simple_text","arguments":"{}""#, "\"arguments\" must be an object, not a string."),
  ])
  func callThatFitsNoToolIsAProtocolError(_ params: String, saying message: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.expect(Lines.modern(1, "tools/call", params), Lines.error(1, -32602, message))
      try await client.initialize("2025-11-25")
      try await client.expect(Lines.request(1, "tools/call", params), Lines.error(1, -32602, message))
    }
  }

  @Test(arguments: [
    ("{}", "first: expected a value, found nothing."),
    (#"{"first":"1"}"#, "first: expected an integer, found a string."),
    (#"{"first":1.5}"#, "first: expected an integer, found a number."),
    (#"{"first":1001}"#, "first: expected an integer from -1000 to 1000, found an integer."),
    (#"{"first":9223372036854775808}"#, "first: expected an integer, found a number."),
    (#"{"first":1,"third":2}"#, "expected only first, second, found \"third\"."),
  ])
  func argumentsThatDoNotFitAreTheModelsToCorrect(_ arguments: String, saying problem: String) async throws {
    try await withClient(.inMemory) { client in
      let params = #""name":"test_add","arguments":\#(arguments)"#
      let message = "Invalid arguments for test_add. \(problem)"
      let result = #"\#(Lines.text(message)),"isError":true"#
      try await client.expect(Lines.modern(1, "tools/call", params), Lines.complete(1, result))
      try await client.initialize("2025-11-25")
      try await client.expect(Lines.request(1, "tools/call", params), Lines.response(1, "{\(result)}"))
      for version in ["2025-06-18", "2025-03-26", "2024-11-05"] {
        try await client.initialize(version)
        try await client.expect(Lines.request(1, "tools/call", params), Lines.error(1, -32602, message))
      }
    }
  }

  @Test(arguments: [
    (
      "test_image_content",
      #"{"type":"image","data":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=","mimeType":"image/png"}"#
    ),
    (
      "test_audio_content",
      #"{"type":"audio","data":"UklGRigAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQQAAAAAAAAA","mimeType":"audio/wav"}"#
    ),
    (
      "test_embedded_resource",
      #"{"type":"resource","resource":{"uri":"test://embedded-resource","mimeType":"text/plain","text":"An embedded resource."}}"#
    ),
    (
      "test_resource_link",
      #"{"type":"resource_link","uri":"test://static-text","name":"static-text","description":"A text.","mimeType":"text/plain"}"#
    ),
  ])
  func contentGoesAsItsKind(_ tool: String, as block: String) async throws {
    try await withClient(.inMemory) { client in
      let line = Lines.modern(1, "tools/call", #""name":"\#(tool)""#)
      try await client.expect(line, Lines.complete(1, #""content":[\#(block)]"#))
    }
  }

  @Test func errorsOfAToolReachTheClientAsFarAsTheyShould() async throws {
    struct Secret: Error {}
    let events = Mailbox<ServerEvent>()
    let tools: [Tool] = [
      .fixture("protocol_error", "P", "Throws a protocol error.") { _, _ in
        throw RPCError(code: 4711, message: "Told", data: ["a": 1])
      },
      .fixture("other_error", "O", "Throws another error.") { _, _ in throw Secret() },
    ]
    try await withClient(of: Fixture.server(additionalTools: tools, log: { events.put($0) })) { client in
      try await client.expect(
        Lines.modern(1, "tools/call", #""name":"protocol_error""#), Lines.error(1, 4711, "Told", data: #"{"a":1}"#))
      try await client.expect(
        Lines.modern(2, "tools/call", #""name":"other_error""#), Lines.error(2, -32603, "Internal error"))
      let event = await events.next()
      #expect(event?.error is Secret)
      #expect(event?.method == "tools/call")
    }
  }

  /// The id is repeated letter by letter, and nothing of a text can break the line.
  @Test(arguments: [#"a\nb"#, #"\u2028\u0000\u001f"#, #"😀 \ud83d\ude00 \"\\"#, "äöü"])
  func textOfAnyKindStaysOnItsLine(_ text: String) async throws {
    let echo = Tool.fixture("echo", "Echo", "Echoes.") { arguments, _ in .text(arguments["text"]?.string ?? "") }
    try await withClient(of: Fixture.server(additionalTools: [echo])) { client in
      let line = try await client.ask(
        Lines.modern(1, "tools/call", #""name":"echo","arguments":{"text":"\#(text)"}"#))
      let sent = try JSON(line: #""\#(text)""#)
      #expect(try JSON(line: line)["result"]?["content"]?.array?.first?["text"] == sent)
      #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{2028}" && $0 != "\u{85}" })
    }
  }
}
