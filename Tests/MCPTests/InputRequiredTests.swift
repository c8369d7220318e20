import JSON
import MCP
import TestSupport
import Testing

/// Requests that end with questions and are repeated with the answers (2026-07-28, basic/patterns/mrtr).
@Suite(.timeLimit(.minutes(10)))
struct InputRequiredTests {
  private static let all = #"{"elicitation":{},"sampling":{},"roots":{}}"#
  private static let accepted = #"{"action":"accept","content":{"name":"Ada"}}"#
  private static let sampled =
    #"{"role":"assistant","content":{"type":"text","text":"Paris"},"model":"m","stopReason":"endTurn"}"#
  private static let roots = #"{"roots":[{"uri":"file:///a"},{"uri":"file:///b","name":"B"}]}"#

  /// One round: the same call, with what came before.
  private func call(
    _ id: Int, _ tool: String, responses: String? = nil, state: JSON? = nil, arguments: String = "{}",
    capabilities: String = all
  ) -> String {
    let members = [
      #""name":"test_input_required_result_\#(tool)","arguments":\#(arguments)"#,
      responses.map { #""inputResponses":\#($0)"# }, state.map { #""requestState":\#($0)"# },
    ]
    return Lines.modern(
      id, "tools/call", members.compactMap(\.self).joined(separator: ","), capabilities: capabilities)
  }

  /// The state of a first round.
  private func state(_ client: Client, _ tool: String, arguments: String = "{}") async throws -> JSON {
    let result = try await client.result(of: call(1, tool, arguments: arguments))
    #expect(result?["resultType"] == "input_required")
    return try #require(result?["requestState"])
  }

  private func question(_ key: String, _ method: String, _ params: String) -> String {
    #""\#(key)":{"method":"\#(method)","params":\#(params)}"#
  }

  private func form(_ message: String, _ name: String) -> String {
    #"{"mode":"form","message":"\#(message)","requestedSchema":{"type":"object","properties":{"\#(name)":{"type":"string"}},"#
      + #""required":["\#(name)"]}}"#
  }

  private func asks(_ client: Client, _ line: String, _ questions: String) async throws -> JSON {
    let json = try JSON(line: try await client.ask(line))
    #expect(json["result"]?["resultType"] == "input_required")
    #expect(json["result"]?["inputRequests"]?.description == "{\(questions)}")
    #expect(json["result"]?["ttlMs"] == nil && json["result"]?["cacheScope"] == nil)
    return try #require(json["result"]?["requestState"])
  }

  private func sampling(_ text: String) -> String {
    #"{"messages":[{"role":"user","content":{"type":"text","text":"\#(text)"}}],"maxTokens":100}"#
  }

  @Test func userIsAsked() async throws {
    try await withClient(.inMemory) { client in
      let question = question("user_name", "elicitation/create", form("What is your name?", "name"))
      let state = try await asks(client, call(1, "elicitation"), question)
      let answers = #"{"user_name":\#(Self.accepted)}"#
      for state in [state, nil] as [JSON?] {
        try await client.expect(
          call(2, "elicitation", responses: answers, state: state), Lines.complete(2, Lines.text("Hello, Ada!")))
      }
    }
  }

  @Test func modelIsAsked() async throws {
    try await withClient(.inMemory) { client in
      let question = question(
        "capital_question", "sampling/createMessage", sampling("What is the capital of France?"))
      let state = try await asks(client, call(1, "sampling"), question)
      try await client.expect(
        call(2, "sampling", responses: #"{"capital_question":\#(Self.sampled)}"#, state: state),
        Lines.complete(2, Lines.text("Paris")))
    }
  }

  @Test func rootsAreAskedFor() async throws {
    try await withClient(.inMemory) { client in
      let state = try await asks(client, call(1, "list_roots"), question("client_roots", "roots/list", "{}"))
      try await client.expect(
        call(2, "list_roots", responses: #"{"client_roots":\#(Self.roots)}"#, state: state),
        Lines.complete(2, Lines.text("Roots: file:///a, file:///b")))
    }
  }

  @Test func missingAnswersAreAskedForAgainAndTheOthersAreKept() async throws {
    try await withClient(.inMemory) { client in
      let name = question("user_name", "elicitation/create", form("What is your name?", "name"))
      let greeting = question("greeting", "sampling/createMessage", sampling("Write a greeting."))
      let roots = question("client_roots", "roots/list", "{}")
      var state = try await asks(client, call(1, "multiple_inputs"), "\(name),\(greeting),\(roots)")
      state = try await asks(
        client, call(2, "multiple_inputs", responses: #"{"greeting":\#(Self.sampled)}"#, state: state),
        "\(name),\(roots)")
      state = try await asks(
        client, call(3, "multiple_inputs", responses: #"{"client_roots":\#(Self.roots)}"#, state: state), name)
      try await client.expect(
        call(4, "multiple_inputs", responses: #"{"user_name":\#(Self.accepted)}"#, state: state),
        Lines.complete(4, Lines.text("Ada; Paris; file:///a, file:///b")))
    }
  }

  @Test func questionsMayTakeSeveralRounds() async throws {
    try await withClient(.inMemory) { client in
      let step1 = question("step1", "elicitation/create", form("What is your name?", "name"))
      let step2 = question("step2", "elicitation/create", form("What is your favorite color?", "color"))
      let first = try await asks(client, call(1, "multi_round"), step1)
      let second = try await asks(
        client, call(2, "multi_round", responses: #"{"step1":\#(Self.accepted)}"#, state: first), step2)
      #expect(first != second)
      let color = #"{"step2":{"action":"accept","content":{"color":"blue"}}}"#
      try await client.expect(
        call(3, "multi_round", responses: color, state: second), Lines.complete(3, Lines.text("Ada likes blue.")))
      // With the first round's state the first answer is missing.
      _ = try await asks(client, call(4, "multi_round", responses: color, state: first), step1)
    }
  }

  @Test(arguments: [
    "{}", #"{"wrong":\#(accepted)}"#, #"{"user_name":{}}"#, #"{"user_name":null}"#, #"{"user_name":"accept"}"#,
    #"{"user_name":{"action":"maybe"}}"#, #"{"user_name":{"action":1}}"#, #"{"user_name":[]}"#,
    #"{"User_Name":\#(accepted)}"#, #"{"user_name":\#(sampled)}"#,
  ])
  func whatIsNoAnswerIsAskedForAgain(_ responses: String) async throws {
    try await withClient(.inMemory) { client in
      let question = question("user_name", "elicitation/create", form("What is your name?", "name"))
      let first = try await state(client, "elicitation")
      let state = try await asks(client, call(2, "elicitation", responses: responses, state: first), question)
      // The bad answer of the round before doesn't stay.
      try await client.expect(
        call(3, "elicitation", responses: #"{"user_name":\#(Self.accepted)}"#, state: state),
        Lines.complete(3, Lines.text("Hello, Ada!")))
    }
  }

  @Test func extraAnswersAreIgnored() async throws {
    try await withClient(.inMemory) { client in
      let state = try await state(client, "elicitation")
      let responses = #"{"more":{"x":[1]},"user_name":\#(Self.accepted),"":null}"#
      try await client.expect(
        call(2, "elicitation", responses: responses, state: state), Lines.complete(2, Lines.text("Hello, Ada!")))
    }
  }

  @Test(arguments: [
    ("decline", "Confirmed: decline"), ("cancel", "Confirmed: cancel"), ("accept", "Confirmed: accept"),
  ])
  func everyActionIsAnAnswer(_ action: String, _ text: String) async throws {
    try await withClient(.inMemory) { client in
      let state = try await state(client, "tampered_state")
      try await client.expect(
        call(2, "tampered_state", responses: #"{"confirm":{"action":"\#(action)"}}"#, state: state),
        Lines.complete(2, Lines.text(text)))
    }
  }

  @Test(arguments: ["null", "[]", #""x""#, "{\((0..<65).map { "\"k\($0)\":1" }.joined(separator: ","))}"])
  func malformedResponsesAreRefused(_ responses: String) async throws {
    try await withClient(.inMemory) { client in
      let message = "\"inputResponses\" must be an object of at most 64 members."
      try await client.expect(call(1, "elicitation", responses: responses), Lines.error(1, -32602, message))
    }
  }

  @Test func promptsAskToo() async throws {
    try await withClient(.inMemory) { client in
      let get = #""name":"test_input_required_result_prompt""#
      let first = Lines.modern(1, "prompts/get", get, capabilities: Self.all)
      let state = try await asks(
        client, first, question("user_context", "elicitation/create", form("What is it about?", "context")))
      let retry =
        #"\#(get),"inputResponses":{"user_context":{"action":"accept","content":{"context":"cats"}}},"requestState":\#(state)"#
      let result =
        #""description":"A prompt that asks the user for its context.","messages":[{"role":"user","content":"#
        + #"{"type":"text","text":"Context: cats"}}]"#
      try await client.expect(
        Lines.modern(2, "prompts/get", retry, capabilities: Self.all), Lines.complete(2, result))
    }
  }

  // MARK: Only what the client declared

  @Test(arguments: [
    ("{}", nil as [String]?), (#"{"elicitation":{}}"#, ["user_name"]), (#"{"elicitation":{"form":{}}}"#, ["user_name"]),
    (#"{"elicitation":{"url":{}}}"#, nil), (#"{"sampling":{}}"#, ["greeting"]), (#"{"roots":{}}"#, ["client_roots"]),
    (#"{"sampling":true,"roots":[],"elicitation":null}"#, nil),
    (#"{"elicitation":{"url":{},"form":{}},"roots":{"listChanged":true}}"#, ["user_name", "client_roots"]),
  ])
  func onlyWhatTheClientCanDoIsAsked(_ capabilities: String, _ keys: [String]?) async throws {
    try await withClient(.inMemory) { client in
      let result = try await client.result(of: call(1, "capabilities", capabilities: capabilities))
      #expect(result?["inputRequests"]?.object?.map(\.name) == keys)
      #expect(result?["resultType"] == (keys == nil ? "complete" : "input_required"))
    }
  }

  @Test(arguments: [
    ("elicitation", #"{"elicitation":{"form":{}}}"#), ("sampling", #"{"sampling":{}}"#),
    ("list_roots", #"{"roots":{}}"#),
  ])
  func questionThatTheClientCannotAnswerIsAnError(_ tool: String, _ required: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.expect(
        call(1, tool, capabilities: "{}"),
        Lines.error(
          1, -32021, "A client capability is required that was not declared",
          data: #"{"requiredCapabilities":\#(required)}"#))
    }
  }

  @Test func addressIsAskedForOnlyWhereItCanBeVisited() async throws {
    try await withClient(.inMemory) { client in
      let call = #""name":"test_elicitation_url""#
      try await client.expect(
        Lines.modern(1, "tools/call", call, capabilities: #"{"elicitation":{}}"#),
        Lines.error(
          1, -32021, "A client capability is required that was not declared",
          data: #"{"requiredCapabilities":{"elicitation":{"url":{}}}}"#))
      let visit = question(
        "visit", "elicitation/create", #"{"mode":"url","message":"Please visit.","url":"https://example.com/visit"}"#)
      _ = try await asks(
        client, Lines.modern(2, "tools/call", call, capabilities: #"{"elicitation":{"url":{}}}"#), visit)
    }
  }
}
