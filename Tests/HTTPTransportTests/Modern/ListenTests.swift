import ConformanceFixture
import HTTP
import HTTPTransport
import JSON
import MCP
import TestSupport
import Testing

/// `subscriptions/listen` over HTTP: a stream that stays open.
@Suite(.timeLimit(.minutes(10)))
struct ListenTests {
  private func listen(_ id: Int, _ notifications: String) -> IncomingRequest {
    .modern(id, "subscriptions/listen", nil, #""notifications":\#(notifications)"#)
  }

  private func acknowledged(_ id: Int, _ notifications: String) -> String {
    #"data: {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":"#
      + #"{"io.modelcontextprotocol/subscriptionId":\#(id)},"notifications":\#(notifications)}}"#
  }

  /// A stream that has been acknowledged.
  private func opened(_ endpoint: TestEndpoint, _ id: Int, _ notifications: String) async -> Exchange {
    let exchange = endpoint.send(listen(id, notifications))
    for expected in ["200 text/event-stream", "event: message", acknowledged(id, notifications)] {
      #expect(await exchange.next() == expected)
    }
    return exchange
  }

  @Test func streamBeginsWithTheAcknowledgementAndCarriesWhatWasAskedFor() async throws {
    try await TestEndpoint(Fixture.server()).use { endpoint in
      let tools = await opened(endpoint, 0, #"{"toolsListChanged":true}"#)
      let prompts = await opened(endpoint, 0, #"{"promptsListChanged":true}"#)
      _ = await endpoint.ask(.call(1, "test_trigger_tool_change"))
      _ = await endpoint.ask(.call(1, "test_trigger_prompt_change"))
      for (exchange, name) in [(tools, "tools"), (prompts, "prompts")] {
        #expect(await exchange.next() == "event: message")
        #expect(
          await exchange.next()
            == #"data: {"jsonrpc":"2.0","method":"notifications/\#(name)/list_changed","params":{"_meta":"#
            + #"{"io.modelcontextprotocol/subscriptionId":0}}}"#)
      }
    }
  }

  @Test func malformedFilterIsRefusedWithoutAStream() async throws {
    try await TestEndpoint(Fixture.server()).use { endpoint in
      #expect(await endpoint.ask(listen(1, "[]")).first == "200 application/json")
    }
  }

  @Test func endGivesEveryStreamItsResult() async throws {
    try await TestEndpoint(Fixture.server()).use { endpoint in
      var exchanges: [Exchange] = []
      for id in 1...3 { exchanges.append(await opened(endpoint, id, "{}")) }
      endpoint.endpoint.end()
      for (index, exchange) in exchanges.enumerated() {
        let last = await exchange.all()
        #expect(last.first == "event: message" && last.last == "end" && last.count == 3)
        let result = try JSON(line: String(last[1].dropFirst(6)))
        #expect(result["id"]?.integer == Int64(index + 1))
        #expect(result["result"]?["resultType"] == "complete")
        let subscription = result["result"]?["_meta"]?["io.modelcontextprotocol/subscriptionId"]
        #expect(subscription?.integer == Int64(index + 1))
      }
      #expect(await endpoint.ask(listen(4, "{}")).first == "503 application/json")
    }
  }

  @Test func openStreamsAreLimited() async throws {
    try await TestEndpoint(Fixture.server()) { $0.eventStreams = 2 }.use { endpoint in
      let first = await opened(endpoint, 1, "{}")
      let second = await opened(endpoint, 2, "{}")
      let third = await endpoint.ask(listen(3, "{}"))
      #expect(third.prefix(2) == ["429 application/json", "Retry-After: 5"])
      #expect(third[2].hasPrefix(#"{"jsonrpc":"2.0","id":3,"error":{"code":-32603,"#))
      await first.hangUp()
      _ = await opened(endpoint, 4, "{}")
      await second.hangUp()
    }
  }

  @Test func silentStreamGivesSignsOfLife() async throws {
    try await TestEndpoint(Fixture.server()).use { endpoint in
      let exchange = await opened(endpoint, 1, "{}")
      for _ in 1...2 {
        for _ in 1...3 { endpoint.beats.put(()) }
        #expect(await exchange.next() == ": keep-alive")
      }
    }
  }

  /// Each principal has a server and an endpoint of its own.
  @Test func principalsHearNothingOfEachOther() async throws {
    try await TestEndpoint(Fixture.server()).use { endpoint in
      try await TestEndpoint(Fixture.server(), principal: .init(name: "other")).use { other in
        let exchange = await opened(other, 1, #"{"toolsListChanged":true}"#)
        _ = await endpoint.ask(.call(1, "test_trigger_tool_change"))
        other.endpoint.end()
        #expect(await exchange.all().count == 3)
      }
    }
  }
}
