import ConformanceFixture
import HTTP
import HTTPTransport
import JSON
import MCP
import TestSupport
import Testing

/// Whether an answer of the modern era is one text or a stream of events, and what that carries.
@Suite(.timeLimit(.minutes(10)))
struct StreamTests {
  private static let result =
    #""resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}"#
  private static func answer(_ id: Int, _ text: String) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"result":{"content":[{"type":"text","text":"\#(text)"}],\#(result)}}"#
  }

  @Test func answerWithoutNotificationsIsOneText() async throws {
    try await TestEndpoint(Fixture.server()).use { endpoint in
      let lines = await endpoint.ask(.call(1, "test_simple_text"))
      #expect(lines == ["200 application/json", Self.answer(1, "This is a simple text response for testing."), "end"])
    }
  }

  @Test func notificationMakesTheAnswerAStream() async throws {
    try await TestEndpoint(Fixture.server()).use { endpoint in
      let lines = await endpoint.ask(.call(2, "test_tool_with_progress", meta: #""progressToken":"p""#))
      let progress = [0, 50, 100].flatMap { value in
        [
          "event: message",
          #"data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"p","progress":\#(value),"#
            + #""total":100,"message":"Completed \#(value) of 100"}}"#,
        ]
      }
      #expect(
        lines == ["200 text/event-stream"] + progress
          + ["event: message", "data: " + Self.answer(2, "Reported progress."), "end"])
    }
  }

  /// It says what it has to say before anyone could listen, and that is kept.
  @Test func notificationOfAToolThatOnlyComputesComesBeforeItsAnswer() async throws {
    let tool = Tool(
      name: "computes", title: "Computes", description: "Computes.", annotations: .harmless,
      inputSchema: { Array(#"{"type":"object"}"#.utf8) },
      compute: { _, context in
        context.log(.info, "working")
        return .text("done")
      })
    try await TestEndpoint(Fixture.server(additionalTools: [tool])).use { endpoint in
      #expect(await endpoint.ask(.call(1, "computes")).first == "200 application/json")
      let lines = await endpoint.ask(.call(1, "computes", meta: #""io.modelcontextprotocol/logLevel":"debug""#))
      #expect(
        lines == [
          "200 text/event-stream", "event: message",
          #"data: {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"working"}}"#,
          "event: message", "data: " + Self.answer(1, "done"), "end",
        ])
    }
  }

  @Test func fieldsOfAStreamKeepOthersFromCollectingIt() async throws {
    let endpoint = TestEndpoint(Fixture.server())
    guard
      case .later(let work) = endpoint.endpoint.answer(.modern(1, "subscriptions/listen", nil, #""notifications":{}"#))
    else {
      Issue.record("listening is no short matter")
      return
    }
    let writer = FieldWriter()
    let task = Task { await work(writer) }
    let fields = await writer.fields.next()
    task.cancel()
    #expect(fields?["content-type"] == "text/event-stream")
    #expect(fields?["cache-control"] == "no-cache, no-transform")
    #expect(fields?["x-accel-buffering"] == "no")
  }

  @Test func longSilenceMakesTheAnswerAStreamWithSignsOfLife() async throws {
    try await TestEndpoint(Fixture.server()).use { endpoint in
      let exchange = endpoint.send(.call(1, "test_wait", #"{"gate":"a"}"#))
      for _ in 1...3 { endpoint.beats.put(()) }
      #expect(await exchange.next() == "200 text/event-stream")
      #expect(await exchange.next() == ": keep-alive")
      for _ in 1...3 { endpoint.beats.put(()) }
      #expect(await exchange.next() == ": keep-alive")
      _ = await endpoint.ask(.call(2, "test_open", #"{"gate":"a"}"#))
      #expect(await exchange.all() == ["event: message", "data: " + Self.answer(1, "Passed a."), "end"])
    }
  }

  @Test func shortSilenceDecidesNothing() async throws {
    try await TestEndpoint(Fixture.server()).use { endpoint in
      let exchange = endpoint.send(.call(1, "test_wait", #"{"gate":"a"}"#))
      for _ in 1...2 { endpoint.beats.put(()) }
      _ = await endpoint.ask(.call(2, "test_open", #"{"gate":"a"}"#))
      #expect(await exchange.all() == ["200 application/json", Self.answer(1, "Passed a."), "end"])
    }
  }

  /// An error that comes when a stream has begun has no status any more.
  @Test func errorAfterANotificationIsTheLastEvent() async throws {
    let tool = Tool.fixture("asks_too_much", "Asks", "Logs, then asks what it may not.") { _, context in
      context.log(.info, "first")
      _ = try await context.ask([("roots", .roots)])
      return .text("")
    }
    try await TestEndpoint(Fixture.server(additionalTools: [tool])).use { endpoint in
      let plain = await endpoint.ask(.call(1, "asks_too_much"))
      #expect(plain.first == "400 application/json")
      let lines = await endpoint.ask(.call(1, "asks_too_much", meta: #""io.modelcontextprotocol/logLevel":"info""#))
      #expect(lines.first == "200 text/event-stream")
      #expect(lines.dropLast().last?.contains(#""error":{"code":-32021,"#) == true)
      #expect(lines.last == "end")
    }
  }

  @Test func hangingUpCancelsTheRequest() async throws {
    try await TestEndpoint(Fixture.server()).use { endpoint in
      let exchange = endpoint.send(.call(1, "test_wait", #"{"gate":"a"}"#))
      while await endpoint.waiting(at: "a") == 0 {}
      await exchange.hangUp()
      #expect(await endpoint.waiting(at: "a") == 0)
    }
  }

  /// Its answer can't be left out over HTTP, where each request has one.
  @Test func requestThatCancelsItselfIsAnsweredWithAnError() async throws {
    let tool = Tool.fixture("gives_up", "Gives up", "Gives up.") { _, _ in throw CancellationError() }
    try await TestEndpoint(Fixture.server(additionalTools: [tool])).use { endpoint in
      let lines = await endpoint.ask(.call(1, "gives_up"))
      #expect(lines[1] == #"{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"Internal error"}}"#)
    }
  }

  /// In this era no client's id means anything to another request.
  @Test func requestsThatAllUseTheSameIdGetTheirOwnAnswers() async throws {
    try await TestEndpoint(Fixture.server()).use { endpoint in
      let exchanges = (0..<500).map { number in
        endpoint.send(.call(0, "test_add", #"{"first":\#(number),"second":0}"#))
      }
      for (number, exchange) in exchanges.enumerated() {
        let lines = await exchange.all()
        let answer = try JSON(line: lines[1])
        #expect(answer["result"]?["structuredContent"]?["sum"]?.integer == Int64(number))
      }
    }
  }
}

/// Hands on the fields of a response that begins.
private final class FieldWriter: ResponseWriter {
  let fields = Mailbox<HTTPFields>()
  func send(_ response: OutgoingResponse) { fields.put(response.fields) }
  func start(status: Int, fields: HTTPFields) { self.fields.put(fields) }
  func write(_ bytes: [UInt8]) {}
  func finish() {}
}

extension Annotations {
  static let harmless = Annotations(readOnly: true, destructive: false, idempotent: true, openWorld: false)
}

extension TestEndpoint {
  /// How many requests wait at a gate of the fixture.
  func waiting(at gate: String) async -> Int {
    let lines = await ask(.call(99, "test_waiting", #"{"gate":"\#(gate)"}"#))
    let text = lines.dropFirst().first.flatMap { try? JSON(line: $0) }?["result"]?["content"]?.array?.first?["text"]
    return text?.string.flatMap { Int($0) } ?? -1
  }
}
