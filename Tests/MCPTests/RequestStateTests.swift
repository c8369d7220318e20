import ConformanceFixture
import JSON
import MCP
import TestSupport
import Testing

/// The state between two rounds is in the client's hands, and everything that comes back is hostile.
@Suite(.timeLimit(.minutes(10)))
struct RequestStateTests {
  private static let refusal =
    "\"requestState\" isn't one that this server gave out for this request, or it has expired."
  private static let answer = #""inputResponses":{"user_name":{"action":"accept","content":{"name":"Ada"}}}"#

  private func call(_ id: Int, _ params: String) -> String {
    Lines.modern(id, "tools/call", params, capabilities: #"{"elicitation":{}}"#)
  }

  /// A call with arguments that the tool ignores, and the state of its first round.
  private static let request =
    #""name":"test_input_required_result_elicitation","arguments":{"b":[{"y":1,"x":2}],"a":"1"}"#

  private func state(_ client: Client) async throws -> String {
    try #require(try await client.result(of: call(1, Self.request))?["requestState"]?.string)
  }

  @Test func everyChangedStateIsRefused() async throws {
    try await withClient(.inMemory) { client in
      let state = try await state(client)
      var changed = [
        "", "x", state + " ", state + "x", " " + state, String(state.dropFirst()), String(state.dropLast()),
      ]
      for index in state.indices {
        changed.append(state.replacingCharacter(at: index))
      }
      for (id, text) in changed.enumerated() {
        let params = #"\#(Self.request),\#(Self.answer),"requestState":\#(JSON.string(text))"#
        try await client.expect(call(id, params), Lines.error(id, -32602, Self.refusal), "\(text)")
      }
    }
  }

  @Test(arguments: ["null", "5", "{}", "[]", "true"])
  func stateThatIsNoTextIsRefused(_ state: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.expect(
        call(2, #"\#(Self.request),\#(Self.answer),"requestState":\#(state)"#), Lines.error(2, -32602, Self.refusal))
    }
  }

  @Test(arguments: [
    #""name":"test_input_required_result_elicitation","arguments":{"b":[{"y":1,"x":2}],"a":"2"}"#,
    #""name":"test_input_required_result_elicitation","arguments":{"b":[{"y":1,"x":2}]}"#,
    #""name":"test_input_required_result_elicitation","arguments":{"b":[{"y":2,"x":1}],"a":"1"}"#,
    #""name":"test_input_required_result_elicitation","arguments":{"b":[{"y":1},{"x":2}],"a":"1"}"#,
    #""name":"test_input_required_result_elicitation","arguments":{"b":[[["x",2],["y",1]]],"a":"1"}"#,
    #""name":"test_input_required_result_elicitation""#,
    #""name":"test_input_required_result_multi_round","arguments":{"b":[{"y":1,"x":2}],"a":"1"}"#,
  ])
  func stateOfAnotherRequestIsRefused(_ request: String) async throws {
    try await withClient(.inMemory) { client in
      let state = try await state(client)
      try await client.expect(
        call(2, #"\#(request),\#(Self.answer),"requestState":\#(JSON.string(state))"#),
        Lines.error(2, -32602, Self.refusal))
    }
  }

  /// The order of members means nothing, and clients may write them in another one when they repeat a request.
  @Test(arguments: [
    request, #""arguments":{"a":"1","b":[{"x":2,"y":1}]},"name":"test_input_required_result_elicitation""#,
  ])
  func sameRequestMayBeWrittenInAnotherOrder(_ request: String) async throws {
    try await withClient(.inMemory) { client in
      let state = try await state(client)
      try await client.expect(
        call(2, #"\#(request),\#(Self.answer),"requestState":\#(JSON.string(state))"#),
        Lines.complete(2, Lines.text("Hello, Ada!")))
    }
  }

  @Test func serverWithoutASealerTakesNoState() async throws {
    let tool = Tool.fixture("t", "T", "Asks.") { _, context in
      .text(
        "\(try await context.elicit("k", message: "?", schema: Array(#"{"type":"object"}"#.utf8))?.action.rawValue ?? "")"
      )
    }
    let server = Server(
      info: Implementation(name: "fixture", version: "1.0.0", title: "Fixture server"), instructions: "", tools: [tool])
    try await withClient(of: server) { client in
      let first = try await client.result(of: call(1, #""name":"t""#))
      #expect(first?["resultType"] == "input_required")
      #expect(first?["requestState"] == nil)
      let answer = #""inputResponses":{"k":{"action":"cancel"}}"#
      try await client.expect(call(2, #""name":"t",\#(answer)"#), Lines.complete(2, Lines.text("cancel")))
      try await client.expect(
        call(3, #""name":"t",\#(answer),"requestState":"x""#), Lines.error(3, -32602, Self.refusal))
    }
  }

  @Test func answersThatAreTooLongToCarryAreRefused() async throws {
    try await withClient(.inMemory) { client in
      let long = String(repeating: "x", count: 1 << 20)
      let params =
        #""name":"test_input_required_result_multi_round","inputResponses":{"step1":{"action":"accept","content":"#
        + #"{"name":"\#(long)"}}}"#
      try await client.expect(call(1, params), Lines.error(1, -32602, "The answers are too long."))
    }
  }
}

extension String {
  /// The text with one character exchanged for another of its kind.
  fileprivate func replacingCharacter(at index: Index) -> String {
    var text = self
    text.replaceSubrange(index...index, with: self[index] == "1" ? "2" : "1")
    return text
  }
}
