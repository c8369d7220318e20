import ConformanceFixture
import HTTP
import HTTPTransport
import JSON
import MCP
import TestSupport
import Testing

/// Sessions and principals know nothing of each other, whatever ids their clients use.
@Suite(.timeLimit(.minutes(10)))
struct IsolationTests {
  private func initialize(_ endpoint: TestEndpoint, capabilities: String = "{}") async throws -> String {
    let lines = await endpoint.ask(
      .post(
        [],
        #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":\#(capabilities)}}"#
      ))
    return String(try #require(lines.first { $0.hasPrefix("Mcp-Session-Id: ") }).dropFirst(16))
  }

  private func post(_ session: String, _ body: String) -> IncomingRequest {
    .post([("Mcp-Session-Id", session), ("MCP-Protocol-Version", "2025-11-25")], body)
  }

  /// All are asked at once, under the same request id; each client answers its own question.
  @Test func fiveHundredClientsWithTheSameIdsGetTheirOwnAnswers() async throws {
    try await TestEndpoint(Fixture.server()).use { endpoint in
      var clients: [(session: String, exchange: Exchange)] = []
      for number in 0..<500 {
        let session = try await initialize(endpoint, capabilities: #"{"elicitation":{}}"#)
        let call =
          #"{"jsonrpc":"2.0","id":0,"method":"tools/call","params":{"name":"test_elicitation","arguments":{"message":"\#(number)"}}}"#
        clients.append((session, endpoint.send(post(session, call))))
      }
      for (number, client) in clients.enumerated().reversed() {
        var line = ""
        while !line.contains("elicitation/create") { line = await client.exchange.next() }
        let question = try JSON(line: String(line.dropFirst(6)))
        #expect(question["params"]?["message"]?.string == "\(number)")
        let answer = #"{"action":"accept","content":{"username":"\#(number)"}}"#
        // What another session's client says to the same id is no answer here.
        let id = try #require(question["id"])
        let other = clients[(number + 1) % clients.count].session
        _ = await endpoint.ask(post(other, #"{"jsonrpc":"2.0","id":\#(id),"result":{"action":"cancel"}}"#))
        _ = await endpoint.ask(post(client.session, #"{"jsonrpc":"2.0","id":\#(id),"result":\#(answer)}"#))
      }
      for (number, client) in clients.enumerated() {
        let last = await client.exchange.all().dropLast().last ?? ""
        let result = try JSON(line: String(last.dropFirst(6)))
        #expect(result["id"] == 0)
        let text = result["result"]?["content"]?.array?.first?["text"]?.string
        #expect(text == #"User response: action=accept, content={"username":"\#(number)"}"#)
      }
    }
  }

  @Test func sessionOfAnotherPrincipalIsUnknown() async throws {
    let ada = TestEndpoint(Fixture.server(), principal: Principal(name: "ada"))
    let bob = TestEndpoint(Fixture.server(), principal: Principal(name: "bob"))
    let session = try await initialize(ada)
    let ping = post(session, #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#)
    #expect(await ada.ask(ping).first == "200 application/json")
    #expect(await bob.ask(ping).first == "404 application/json")
    #expect(await bob.ask(IncomingRequest("DELETE", [("Mcp-Session-Id", session)])).first == "404 application/json")
    #expect(await ada.ask(ping).first == "200 application/json")
  }

  @Test func everyChangedIdIsUnknown() async throws {
    let endpoint = TestEndpoint(Fixture.server())
    let session = try await initialize(endpoint)
    for index in session.indices {
      var changed = session
      changed.replaceSubrange(index...index, with: session[index] == "A" ? "B" : "A")
      let lines = await endpoint.ask(post(changed, #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#))
      #expect(lines.first == "404 application/json")
    }
    for changed in [
      "", "x", session + "A", session + "=", String(session.dropLast()), String(repeating: "A", count: 20_000),
    ] {
      let lines = await endpoint.ask(post(changed, #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#))
      #expect(lines.first == "404 application/json")
    }
  }

  @Test func requestsOfOneSessionAreLimited() async throws {
    try await TestEndpoint(Fixture.server()) { $0.sessionRequests = 2 }.use { endpoint in
      let session = try await initialize(endpoint)
      var exchanges: [Exchange] = []
      for id in 1...2 {
        exchanges.append(
          endpoint.send(
            post(
              session,
              #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"test_wait","arguments":{"gate":"x"}}}"#
            )))
      }
      let third = await endpoint.ask(post(session, #"{"jsonrpc":"2.0","id":3,"method":"ping"}"#))
      #expect(third.prefix(2) == ["429 application/json", "Retry-After: 5"])
      // What ends requests still gets through.
      let cancel = #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#
      #expect(await endpoint.ask(post(session, cancel)).first == "202")
      #expect(await exchanges[0].next() == "202")
      #expect(
        await endpoint.ask(post(session, #"{"jsonrpc":"2.0","id":3,"method":"ping"}"#)).first == "200 application/json")
    }
  }

  @Test(arguments: [(requests: 2, bytes: 1 << 20), (1024, 300)])
  func workThatClientsLeaveBehindIsLimited(_ requests: Int, _ bytes: Int) async throws {
    try await TestEndpoint(Fixture.server()) { ($0.requests, $0.requestBytes) = (requests, bytes) }.use { endpoint in
      for id in 1...2 {
        let wait =
          #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"test_wait","arguments":{"gate":"x"}}}"#
        // Each in a session of its own. Hanging up doesn't end the work.
        let exchange = endpoint.send(post(try await initialize(endpoint), wait))
        await exchange.hangUp()
      }
      let session = try await initialize(endpoint)
      let text =
        #"{"jsonrpc":"2.0","id":3,"method":"ping","params":{"_meta":{"x":"\#(String(repeating: "x", count: 100))"}}}"#
      #expect(await endpoint.ask(post(session, text)).prefix(2) == ["429 application/json", "Retry-After: 5"])
      // What needs no answer still gets through.
      let note = #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#
      #expect(await endpoint.ask(post(session, note)).first == "202")
    }
  }

  /// What is done makes room.
  @Test func workThatIsDoneIsNotCounted() async throws {
    try await TestEndpoint(Fixture.server()) { $0.requests = 1 }.use { endpoint in
      let session = try await initialize(endpoint)
      for id in 1...3 {
        let call = #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"test_simple_text"}}"#
        // The answer may be there a moment before the work has ended.
        var status = "429"
        for _ in 1...100_000 where status.hasPrefix("429") {
          status = await endpoint.ask(post(session, call)).first ?? ""
          await Task.yield()
        }
        #expect(status.hasPrefix("200 "))
      }
    }
  }

  @Test func standaloneStreamsAreLimited() async throws {
    try await TestEndpoint(Fixture.server()) { $0.eventStreams = 1 }.use { endpoint in
      let session = try await initialize(endpoint)
      let get = IncomingRequest("GET", [("Accept", "text/event-stream"), ("Mcp-Session-Id", session)])
      let first = endpoint.send(get)
      #expect(await first.next() == "200 text/event-stream")
      #expect(await endpoint.ask(get).first == "429 application/json")
      await first.hangUp()
      #expect(await endpoint.send(get).next() == "200 text/event-stream")
    }
  }

  /// Nothing is remembered of a session that was only begun.
  @Test func sessionsInMemoryAreLimitedToThoseInUse() async throws {
    try await TestEndpoint(Fixture.server()) { $0.sessions = 1 }.use { endpoint in
      let first = try await initialize(endpoint)
      let second = try await initialize(endpoint)
      let get = endpoint.send(IncomingRequest("GET", [("Accept", "text/event-stream"), ("Mcp-Session-Id", first)]))
      #expect(await get.next() == "200 text/event-stream")
      let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
      #expect(await endpoint.ask(post(second, ping)).first == "503 application/json")
      await get.hangUp()
      #expect(await endpoint.ask(post(second, ping)).first == "200 application/json")
      #expect(await endpoint.ask(post(first, ping)).first == "200 application/json")
    }
  }

  @Test func endLetsRequestsFinishAndTakesNoNewOnes() async throws {
    let endpoint = TestEndpoint(Fixture.server())
    let session = try await initialize(endpoint)
    let wait =
      #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"test_wait","arguments":{"gate":"x"},"_meta":{"progressToken":1}}}"#
    async let running: Void = endpoint.endpoint.run()
    let request = endpoint.send(post(session, wait))
    #expect(await request.next() == "200 text/event-stream")
    let get = endpoint.send(IncomingRequest("GET", [("Accept", "text/event-stream"), ("Mcp-Session-Id", session)]))
    #expect(await get.next() == "200 text/event-stream")
    _ = await endpoint.ask(
      post(
        session,
        #"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_open","arguments":{"gate":"x"}}}"#))
    endpoint.endpoint.end()
    #expect(await get.all().last == "end")
    #expect(await request.all().dropLast().last?.contains("Passed x.") == true)
    await running
    #expect(
      await endpoint.ask(post(session, #"{"jsonrpc":"2.0","id":3,"method":"ping"}"#)).first == "503 application/json")
  }
}
