import ConformanceFixture
import JSON
import MCP
import TestSupport
import Testing

/// Questions to clients of the legacy era, put while their request waits.
@Suite(.timeLimit(.minutes(10)))
struct QuestionTests {
  private static let all = #"{"elicitation":{"form":{},"url":{}},"sampling":{},"roots":{}}"#
  private static let elicit = #""name":"test_elicitation","arguments":{"message":"Who?"}"#
  private static let sample = #""name":"test_sampling","arguments":{"prompt":"Hi"}"#

  private func call(_ id: Int, _ params: String) -> String { Lines.request(id, "tools/call", params) }

  @Test(arguments: [
    (
      #"{"action":"accept","content":{"username":"a","email":"b"}}"#,
      #"action=accept, content={"username":"a","email":"b"}"#
    ),
    (#"{"action":"accept"}"#, "action=accept, content={}"),
    (#"{"action":"decline"}"#, "action=decline, content={}"),
    (#"{"action":"cancel","content":null}"#, "action=cancel, content={}"),
  ])
  func userAnswers(_ answer: String, _ text: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize("2025-11-25", capabilities: Self.all)
      let question = try JSON(line: try await client.ask(call(5, Self.elicit)))
      #expect(question["method"] == "elicitation/create")
      try await client.expect(
        Lines.response(1, answer), Lines.response(5, "{\(Lines.text("User response: \(text)"))}"))
    }
  }

  @Test(arguments: ["{}", "null", "[]", #""accept""#, #"{"action":"ACCEPT"}"#, #"{"content":{"username":"a"}}"#])
  func whatIsNoAnswerIsNoConsent(_ answer: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize("2025-06-18", capabilities: Self.all)
      _ = try await client.ask(call(5, Self.elicit))
      try await client.expect(
        Lines.response(1, answer),
        Lines.response(5, "{\(Lines.text("That was no answer to a form.")),\"isError\":true}"))
    }
  }

  @Test func refusalOfTheClientIsTheAnswer() async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize("2025-11-25", capabilities: Self.all)
      _ = try await client.ask(call(5, Self.sample))
      try await client.expect(
        #"{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"User rejected sampling request"}}"#,
        Lines.error(5, -1, "User rejected sampling request"))
    }
  }

  @Test(arguments: [
    ("2025-11-25", "{}", elicit), ("2025-11-25", #"{"elicitation":{"url":{}}}"#, elicit),
    ("2025-11-25", #"{"elicitation":{}}"#, #""name":"test_elicitation_url""#),
    ("2025-06-18", all, #""name":"test_elicitation_url""#), ("2025-03-26", all, elicit), ("2024-11-05", all, elicit),
    ("2025-11-25", #"{"elicitation":{}}"#, sample), ("2024-11-05", #"{"sampling":[]}"#, sample),
    ("2025-11-25", #"{"sampling":{}}"#, #""name":"test_input_required_result_list_roots""#),
  ])
  func nothingIsAskedThatWasNotDeclared(_ version: String, _ capabilities: String, _ params: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize(version, capabilities: capabilities)
      let answer = try JSON(line: try await client.ask(call(1, params)))
      #expect(answer["error"]?["code"] == -32021)
      #expect(answer["error"]?["data"]?["requiredCapabilities"]?.object?.count == 1)
    }
  }

  @Test func severalQuestionsArePutOneAfterTheOther() async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize("2025-11-25", capabilities: Self.all)
      let call = call(9, #""name":"test_input_required_result_multiple_inputs""#)
      let form = try JSON(line: try await client.ask(call))
      #expect(form["method"] == "elicitation/create" && form["id"] == 1)
      let name = #"{"action":"accept","content":{"name":"Ada"}}"#
      let sampling = try JSON(line: try await client.ask(Lines.response(1, name)))
      #expect(sampling["method"] == "sampling/createMessage" && sampling["id"] == 2)
      let greeting = #"{"role":"assistant","content":{"type":"text","text":"Hi"},"model":"m"}"#
      try await client.expect(
        Lines.response(2, greeting), #"{"jsonrpc":"2.0","id":3,"method":"roots/list","params":{}}"#)
      try await client.expect(
        Lines.response(3, #"{"roots":[{"uri":"file:///a"}]}"#),
        Lines.response(9, "{\(Lines.text("Ada; Hi; file:///a"))}"))
    }
  }

  @Test func clientIsToldWhenAnAnswerIsNotNeededAnyMore() async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize("2025-11-25", capabilities: Self.all)
      _ = try await client.ask(call(5, Self.elicit))
      try await client.expect(
        Lines.notification("notifications/cancelled", #""requestId":5"#),
        Lines.notification(
          "notifications/cancelled", #""requestId":1,"reason":"The answer is no longer needed.""#))
      // Neither the late answer nor the cancelled request leads to anything.
      try await client.send(Lines.response(1, #"{"action":"decline"}"#))
      try await client.expect(Lines.request(6, "ping"), Lines.response(6, "{}"))
    }
  }

  @Test func questionThatNobodyAnswersEndsInTime() async throws {
    // A clock that has already run out.
    try await withClient(of: Fixture.server(sleep: { #expect($0 == .seconds(600)) })) { client in
      try await client.initialize("2025-11-25", capabilities: Self.all)
      try await client.send(call(5, Self.elicit))
      var lines: [String] = []
      for _ in 1...3 { lines.append(try await client.receive()) }
      #expect(lines.contains { $0.contains("elicitation/create") })
      #expect(lines.contains { $0.contains("notifications/cancelled") })
      #expect(lines.contains(Lines.error(5, -32603, "The client didn't answer a question within 600 s.")))
    }
  }

  @Test func sessionIsUsableWhileAQuestionIsOpen() async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize("2025-11-25", capabilities: Self.all)
      _ = try await client.ask(call(5, Self.elicit))
      try await client.expect(Lines.request(6, "ping"), Lines.response(6, "{}"))
      try await client.expect(
        call(7, #""name":"test_simple_text""#),
        Lines.response(7, "{\(Lines.text("This is a simple text response for testing."))}"))
      try await client.expect(
        Lines.response(1, #"{"action":"decline"}"#),
        Lines.response(5, "{\(Lines.text("User response: action=decline, content={}"))}"))
    }
  }
}
