import Files
import JSON
import Operations
import TestSupport
import Testing

/// Operations as tools, resources and prompts.
@Suite(.timeLimit(.minutes(10)))
struct ServingTests {
  private let add = #""name":"add_service","arguments":{"service":"modelgates/api"}"#
  private let rotate = #""name":"rotate_key","arguments":{}"#

  @Test func resultIsTheSameAsTextAndAsStructure() async throws {
    try await withClient(of: ServerFixture().server()) { client in
      let result = try #require(try await JSON(line: client.ask(request(1, "tools/call", add)))["result"])
      let text = try #require(result["content"]?.array?.first?["text"]?.string)
      #expect(result["isError"] == nil, "\(text)")
      #expect(try JSON(line: text) == result["structuredContent"])
      #expect(result["structuredContent"]?["status"] == "added")
    }
  }

  @Test func failureIsAResultWithCodeAndHint() async throws {
    try await withClient(of: ServerFixture().server()) { client in
      let result = try await JSON(line: client.ask(request(1, "tools/call", rotate)))["result"]
      #expect(result?["isError"] == true)
      let text = try #require(result?["content"]?.array?.first?["text"]?.string)
      let error = try JSON(line: text)["error"]
      #expect(error?["code"]?.string != nil && error?["hint"]?.string != nil && error?["retryable"] == false)
    }
  }

  @Test func whoeverCannotBeAskedIsToldWhatToPass() async throws {
    try await withClient(of: ServerFixture().server()) { client in
      _ = try await client.ask(request(1, "tools/call", add))
      let answer = try await client.ask(request(2, "tools/call", rotate))
      #expect(answer.contains("confirmation_required") && answer.contains(#"\\\"confirm\\\": true"#), "\(answer)")
    }
  }

  @Test(arguments: [
    (#"{"action":"accept","content":{"yes":true}}"#, "new_fingerprint"),
    (#"{"action":"accept","content":{"yes":false}}"#, "consent_refused"),
    (#"{"action":"accept","content":{"yes":"true"}}"#, "consent_refused"),
    (#"{"action":"accept"}"#, "consent_refused"),
    (#"{"action":"decline"}"#, "consent_refused"),
    (#"{"action":"cancel"}"#, "consent_refused"),
  ])
  func onlyATickedBoxIsAYes(_ answer: String, _ outcome: String) async throws {
    try await withClient(of: ServerFixture().server()) { client in
      _ = try await client.ask(request(1, "tools/call", add))
      let first = try await JSON(line: client.ask(request(2, "tools/call", rotate, canAsk: true)))["result"]
      #expect(first?["resultType"] == "input_required")
      #expect(first?["inputRequests"]?["confirm"]?["method"] == "elicitation/create")
      let state = try #require(first?["requestState"])
      let second = try await client.ask(
        request(
          3, "tools/call", #"\#(rotate),"inputResponses":{"confirm":\#(answer)},"requestState":\#(state)"#, canAsk: true
        ))
      #expect(second.contains(outcome), "\(second)")
    }
  }

  @Test func resourceThatFailsSaysWhyAndWhatToDo() async throws {
    let fixture = try ServerFixture()
    try File.createDirectory(fixture.root / ".projects", mode: 0o700, intermediates: false)
    try File.create(fixture.root / ".projects/state.json", Array("{".utf8), mode: 0o600)
    try await withClient(of: fixture.server()) { client in
      for uri in ["modelgates://project", "modelgates://llm-context"] {
        let error = try await JSON(line: client.ask(request(1, "resources/read", #""uri":"\#(uri)""#)))["error"]
        #expect(error?["code"] == -32603 && error?["message"] != "Internal error")
        #expect(error?["data"]?["error"]?["code"] == "state_damaged", "\(error ?? .null)")
      }
    }
  }

  @Test(arguments: ["nobody/nothing", "../nothing", "a%20b/c"])
  func modelThatThereIsNotIsNoResource(_ model: String) async throws {
    try await withClient(of: ServerFixture().server()) { client in
      let uri = "modelgates://models/\(model)"
      let error = try await JSON(line: client.ask(request(1, "resources/read", #""uri":"\#(uri)""#)))["error"]
      #expect(error?["code"] == -32602 && error?["data"]?["uri"] == .string(uri))
    }
  }

  @Test func promptsAreOfferedWithTheToolsTheyNeed() async throws {
    for (tools, prompts) in [
      (["add_service"], ["add_modelgates"]), (["list_models", "search_catalog"], ["browse_catalog"]),
      (["list_env"], []),
    ] {
      try await withClient(of: ServerFixture().server(tools)) { client in
        let listed = try await JSON(line: client.ask(request(1, "prompts/list", "")))
        #expect((listed["result"]?["prompts"]?.array ?? []).compactMap { $0["name"]?.string } == prompts)
      }
    }
  }

  @Test func unknownArgumentIsRejectedWithTheNearest() async throws {
    try await withClient(of: ServerFixture().server()) { client in
      let answer = try await client.ask(
        request(1, "tools/call", #""name":"list_models","arguments":{"limti":5}"#))
      #expect(answer.contains(#""isError":true"#) && answer.contains("limti") && answer.contains("limit"))
    }
  }
}
