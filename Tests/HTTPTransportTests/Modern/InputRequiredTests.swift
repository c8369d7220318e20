import ConformanceFixture
import HTTP
import HTTPTransport
import JSON
import MCP
import TestSupport
import Testing

/// Requests that end with questions, over servers that share nothing but a key.
@Suite(.timeLimit(.minutes(10)))
struct InputRequiredTests {
  private static let answer = #","inputResponses":{"user_name":{"action":"accept","content":{"name":"Ada"}}}"#
  private static let tool = "test_input_required_result_elicitation"

  private func server(
    _ key: SealingKey = .testing, _ principal: Principal = .anonymous, _ clock: TestClock = TestClock()
  ) -> TestEndpoint {
    let sealer = SealedStateSealer(key: key, principal: principal, now: { clock.now })
    return TestEndpoint(Fixture.server(stateSealer: sealer), principal: principal, key: key, clock: clock)
  }

  private func call(_ rest: String, tool: String = tool, arguments: String = "{}") -> IncomingRequest {
    .call(1, tool, arguments, rest: rest, capabilities: #"{"elicitation":{}}"#)
  }

  private func result(_ endpoint: TestEndpoint, _ request: IncomingRequest) async throws -> JSON {
    let lines = await endpoint.ask(request)
    return try JSON(line: #require(lines.dropFirst().first))
  }

  private func state(_ endpoint: TestEndpoint, arguments: String = "{}") async throws -> String {
    let first = try await result(endpoint, call("", arguments: arguments))
    #expect(first["result"]?["resultType"] == "input_required")
    return try #require(first["result"]?["requestState"]?.string)
  }

  private func isAccepted(_ endpoint: TestEndpoint, _ state: String, arguments: String = "{}") async throws -> Bool {
    let rest = Self.answer + #","requestState":\#(JSON.string(state))"#
    let second = try await result(endpoint, call(rest, arguments: arguments))
    if second["error"]?["code"] == -32602 { return false }
    #expect(second["result"]?["content"]?.array?.first?["text"] == "Hello, Ada!")
    return true
  }

  @Test func anyServerWithTheKeyGoesOn() async throws {
    let state = try await state(server())
    #expect(try await isAccepted(server(), state))
  }

  @Test func keysCanBeExchanged() async throws {
    let state = try await state(server(.numbered(1)))
    let renewed = try SealingKey(current: Array(repeating: 2, count: 32), previous: Array(repeating: 1, count: 32))
    #expect(try await isAccepted(server(renewed), state))
    #expect(try await isAccepted(server(.numbered(2)), state) == false)
  }

  @Test func stateOfAnotherPrincipalIsRefused() async throws {
    let state = try await state(server(.testing, Principal(name: "ada")))
    #expect(try await isAccepted(server(.testing, Principal(name: "ada")), state))
    for name in ["", "ad", "adam", "Ada"] {
      #expect(try await isAccepted(server(.testing, Principal(name: name)), state) == false, "\(name)")
    }
  }

  @Test func stateOfOtherArgumentsIsRefused() async throws {
    let state = try await state(server(), arguments: #"{"a":1}"#)
    #expect(try await isAccepted(server(), state, arguments: #"{"a":1}"#))
    #expect(try await isAccepted(server(), state, arguments: #"{"a":2}"#) == false)
  }

  @Test func stateIsGoodForAnHour() async throws {
    let clock = TestClock()
    let state = try await state(server(.testing, .anonymous, clock))
    clock.advance(by: 3600)
    #expect(try await isAccepted(server(.testing, .anonymous, clock), state))
    clock.advance(by: 1)
    #expect(try await isAccepted(server(.testing, .anonymous, clock), state) == false)
  }

  @Test func everyChangedStateIsRefused() async throws {
    let endpoint = server()
    let state = try await state(endpoint)
    for index in state.indices {
      var changed = state
      changed.replaceSubrange(index...index, with: state[index] == "A" ? "B" : "A")
      #expect(try await isAccepted(endpoint, changed) == false)
    }
    for changed in ["", state + "A", String(state.dropFirst()), String(state.dropLast()), state + "="] {
      #expect(try await isAccepted(endpoint, changed) == false)
    }
  }

  /// A session's id is sealed with the same key, but for another purpose.
  @Test func sessionIdIsNoState() async throws {
    let lines = await server().ask(
      .post([], #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}"#))
    let id = try #require(lines.first { $0.hasPrefix("Mcp-Session-Id: ") }).dropFirst(16)
    #expect(try await isAccepted(server(), String(id)) == false)
  }

  @Test func streamThatHasBegunEndsWithTheQuestions() async throws {
    try await server().use { endpoint in
      let lines = await endpoint.ask(
        .call(1, "test_streaming_elicitation", capabilities: #"{"elicitation":{}}"#, meta: #""progressToken":1"#))
      #expect(lines.first == "200 text/event-stream")
      #expect(lines.contains { $0.contains("notifications/progress") })
      #expect(
        !lines.contains {
          $0.contains(#""method":"elicitation/create""#) && $0.contains(#""id":"#) && !$0.contains("input_required")
        })
      #expect(lines.dropLast().last?.contains(#""resultType":"input_required""#) == true)
    }
  }
}
