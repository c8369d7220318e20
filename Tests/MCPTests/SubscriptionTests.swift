import ConformanceFixture
import JSON
import MCP
import TestSupport
import Testing

/// `subscriptions/listen` of the modern era, `resources/subscribe` and the promised notifications of sessions.
@Suite(.timeLimit(.minutes(10)))
struct SubscriptionTests {
  private static let reported = Lines.text("Reported.")

  private func listen(_ id: Int, _ notifications: String) -> String {
    Lines.modern(id, "subscriptions/listen", #""notifications":\#(notifications)"#)
  }

  private func acknowledged(_ id: Int, _ notifications: String) -> String {
    Lines.notification(
      "notifications/subscriptions/acknowledged",
      #""_meta":{"io.modelcontextprotocol/subscriptionId":\#(id)},"notifications":\#(notifications)"#)
  }

  private func changed(_ name: String, _ id: Int, _ rest: String = "") -> String {
    Lines.notification(
      "notifications/\(name)", #""_meta":{"io.modelcontextprotocol/subscriptionId":\#(id)}\#(rest)"#)
  }

  private func change(_ id: Int, _ what: String) -> String {
    Lines.modern(id, "tools/call", #""name":"test_trigger_\#(what)_change""#)
  }

  @Test(arguments: [
    ("{}", "{}"),
    (#"{"toolsListChanged":false}"#, "{}"),
    (#"{"toolsListChanged":true,"unknown":true}"#, #"{"toolsListChanged":true}"#),
    (
      #"{"resourceSubscriptions":["test://template/7/data","test://nowhere"],"resourcesListChanged":true,"promptsListChanged":true}"#,
      #"{"promptsListChanged":true,"resourcesListChanged":true,"resourceSubscriptions":["test://template/7/data"]}"#
    ),
    (#"{"resourceSubscriptions":[]}"#, "{}"),
  ])
  func listeningIsAcknowledgedWithWhatWillBeHeard(_ asked: String, as granted: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.expect(listen(1, asked), acknowledged(1, granted))
    }
  }

  @Test(arguments: [
    ("null", "\"notifications\" must be an object."),
    ("[]", "\"notifications\" must be an object."),
    (#"{"resourceSubscriptions":{}}"#, "\"resourceSubscriptions\" must be an array of at most 256 addresses."),
    (#"{"resourceSubscriptions":[1]}"#, "A resource's address must be a string."),
    (
      #"{"resourceSubscriptions":[\#(Array(repeating: "\"a\"", count: 257).joined(separator: ","))]}"#,
      "\"resourceSubscriptions\" must be an array of at most 256 addresses."
    ),
  ])
  func malformedFilterIsRefused(_ asked: String, saying message: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.expect(listen(1, asked), Lines.error(1, -32602, message))
    }
  }

  @Test func serverWhoseListsNeverChangePromisesNothing() async throws {
    let server = Server(
      info: Implementation(name: "fixture", version: "1.0.0", title: "Fixture server"), instructions: "",
      tools: [.fixture("t", "T", "A tool.") { _, _ in .text("") }])
    try await withClient(of: server) { client in
      let all = #"{"toolsListChanged":true,"promptsListChanged":true,"resourcesListChanged":true}"#
      try await client.expect(listen(1, all), acknowledged(1, "{}"))
    }
  }

  @Test func eachListenerHearsWhatItAskedForUnderItsOwnId() async throws {
    try await withClient(.inMemory) { client in
      _ = try await client.ask(listen(1, #"{"toolsListChanged":true,"promptsListChanged":true}"#))
      _ = try await client.ask(
        listen(2, #"{"toolsListChanged":true,"resourceSubscriptions":["test://watched-resource"]}"#))
      try await client.send(change(3, "tool"))
      #expect(try await client.receive() == changed("tools/list_changed", 1))
      #expect(try await client.receive() == changed("tools/list_changed", 2))
      #expect(try await client.receive() == Lines.complete(3, Self.reported))
      try await client.expect(change(4, "prompt"), changed("prompts/list_changed", 1))
      #expect(try await client.receive() == Lines.complete(4, Self.reported))
      try await client.expect(
        change(5, "resource"), changed("resources/updated", 2, #","uri":"test://watched-resource""#))
      #expect(try await client.receive() == Lines.complete(5, Self.reported))
      try await client.expect(change(6, "resource_list"), Lines.complete(6, Self.reported))
    }
  }

  @Test func cancelledListenerHearsNothingMore() async throws {
    try await withClient(.inMemory) { client in
      _ = try await client.ask(listen(1, #"{"toolsListChanged":true}"#))
      try await client.send(Lines.notification("notifications/cancelled", #""requestId":1"#))
      // The id is free again when the listener has gone.
      while try await client.ask(listen(1, "{}")) != acknowledged(1, "{}") {}
      try await client.expect(change(2, "tool"), Lines.complete(2, Self.reported))
    }
  }

  @Test func endOfTheConversationEndsEveryListenerWithAResult() async throws {
    try await withClient(.inMemory) { client in
      for id in 1...3 { _ = try await client.ask(listen(id, "{}")) }
      // One that is read together with the end.
      try await client.send(listen(4, "{}"))
      let last = try await client.end()
      let results = (1...4).map { id in
        #"{"jsonrpc":"2.0","id":\#(id),"result":{"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":"#
          + #"{"name":"fixture","title":"Fixture server","version":"1.0.0"},"io.modelcontextprotocol/subscriptionId":\#(id)}}}"#
      }
      #expect(last.sorted() == (results + [acknowledged(4, "{}")]).sorted())
    }
  }

  /// Listeners count as requests in flight for as long as the client likes; without a limit they would shut out all others.
  @Test func listenersAreLimited() async throws {
    try await withClient(.inMemory) { client in
      for id in 1...64 { try await client.expect(listen(id, "{}"), acknowledged(id, "{}")) }
      try await client.expect(listen(65, "{}"), Lines.error(65, -32602, "At most 64 subscriptions can be open."))
    }
  }

  // MARK: Sessions

  @Test func sessionHearsOfListsAndOfWhatItSubscribedTo() async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize("2025-11-25")
      let subscribe = Lines.request(1, "resources/subscribe", #""uri":"test://watched-resource""#)
      for _ in 1...2 { try await client.expect(subscribe, Lines.response(1, "{}")) }
      for (tool, notification) in [
        ("tool", #"{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}"#),
        ("prompt", #"{"jsonrpc":"2.0","method":"notifications/prompts/list_changed"}"#),
        ("resource_list", #"{"jsonrpc":"2.0","method":"notifications/resources/list_changed"}"#),
        ("resource", Lines.notification("notifications/resources/updated", #""uri":"test://watched-resource""#)),
      ] {
        try await client.expect(Lines.request(2, "tools/call", #""name":"test_trigger_\#(tool)_change""#), notification)
        #expect(try await client.receive() == Lines.response(2, "{\(Self.reported)}"))
      }
      let other = #""name":"test_trigger_resource_change","arguments":{"uri":"test://static-text"}"#
      try await client.expect(Lines.request(3, "tools/call", other), Lines.response(3, "{\(Self.reported)}"))
    }
  }

  @Test func onlyWhatExistsCanBeSubscribedTo() async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize("2025-06-18")
      try await client.expect(
        Lines.request(1, "resources/subscribe", #""uri":"test://nowhere""#),
        Lines.error(1, -32002, "Resource not found", data: #"{"uri":"test://nowhere"}"#))
      for id in 0..<256 {
        try await client.expect(
          Lines.request(1, "resources/subscribe", #""uri":"test://template/\#(id)/data""#), Lines.response(1, "{}"))
      }
      try await client.expect(
        Lines.request(1, "resources/subscribe", #""uri":"test://template/256/data""#),
        Lines.error(1, -32602, "At most 256 resources can be subscribed to."))
    }
  }

  @Test func clientsHearOfChangesThatOthersCause() async throws {
    let server = Fixture.server()
    try await withClient(of: server) { listener in
      _ = try await listener.ask(listen(1, #"{"toolsListChanged":true}"#))
      try await withClient(of: server) { other in
        try await other.expect(change(1, "tool"), Lines.complete(1, Self.reported))
      }
      #expect(try await listener.receive() == changed("tools/list_changed", 1))
    }
  }
}
