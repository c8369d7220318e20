import ConformanceFixture
import JSON
import MCP
import TestSupport
import Testing

/// Which methods there are, by revision and by what a server offers.
@Suite(.timeLimit(.minutes(10)))
struct MethodTests {
  private static let legacyVersions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
  private static let both = [
    "tools/list", "tools/call", "resources/list", "resources/templates/list", "resources/read", "prompts/list",
    "prompts/get", "completion/complete",
  ]
  private static let onlyLegacy = [
    "initialize", "ping", "resources/subscribe", "resources/unsubscribe", "logging/setLevel",
  ]
  private static let onlyModern = ["server/discover", "subscriptions/listen"]
  private static let never = [
    "", "tools", "Tools/list", "tools/list ", "tasks/list", "rpc.discover", "notifications/initialized",
    "sampling/createMessage", "elicitation/create", "roots/list", "tools/ſist",
  ]

  @Test(arguments: legacyVersions)
  func sessionHasTheMethodsOfItsRevision(_ version: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize(version)
      for method in Self.both + Self.onlyLegacy {
        #expect(try await isKnown(Lines.request(1, method), client), "\(method)")
      }
      try await client.initialize(version)
      for method in Self.onlyModern + Self.never {
        let answer = try await client.ask(Lines.request(1, method))
        #expect(answer == Lines.error(1, -32601, "Method not found: \(method)"))
      }
    }
  }

  @Test func modernRequestsHaveTheMethodsOfTheirRevision() async throws {
    try await withClient(.inMemory) { client in
      for method in Self.both + ["server/discover", "subscriptions/listen"] {
        #expect(try await isKnown(Lines.modern(1, method), client), "\(method)")
      }
      for method in Self.onlyLegacy + Self.never {
        let answer = try await client.ask(Lines.modern(1, method))
        #expect(answer == Lines.error(1, -32601, "Method not found: \(method)"))
      }
    }
  }

  @Test(arguments: legacyVersions)
  func answersWithoutContentAreExactlyEmpty(_ version: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize(version)
      let lines = [
        Lines.request(1, "ping"), Lines.request(1, "logging/setLevel", #""level":"debug""#),
        Lines.request(1, "resources/subscribe", #""uri":"test://static-text""#),
        Lines.request(1, "resources/unsubscribe", #""uri":"test://static-text""#),
        Lines.request(1, "resources/unsubscribe", #""uri":"test://never-subscribed""#),
      ]
      for line in lines { try await client.expect(line, #"{"jsonrpc":"2.0","id":1,"result":{}}"#) }
    }
  }

  /// What isn't offered is not advertised, and what isn't advertised is not there.
  @Test(arguments: [
    (Offer.nothing, #"{"logging":{}}"#, [] as [String]),
    (.tools, #"{"tools":{},"logging":{}}"#, ["tools/list", "tools/call"]),
    (
      .resources, #"{"resources":{"subscribe":true},"logging":{}}"#,
      ["resources/list", "resources/templates/list", "resources/read"]
    ),
    (.prompts, #"{"prompts":{},"logging":{}}"#, ["prompts/list", "prompts/get"]),
    (
      .completions, #"{"prompts":{},"completions":{},"logging":{}}"#,
      ["prompts/list", "prompts/get", "completion/complete"]
    ),
  ])
  func capabilitiesAreWhatIsOffered(_ offer: Offer, as capabilities: String, methods: [String]) async throws {
    try await withClient(of: offer.server) { client in
      let discovered = try await client.result(of: Lines.modern(1, "server/discover"))
      #expect(discovered?["capabilities"]?.description == capabilities)
      let initialized = try await client.result(of: Lines.initialize("2025-11-25"))
      #expect(initialized?["capabilities"]?.description == capabilities)
      for method in Self.both {
        #expect(try await isKnown(Lines.request(1, method), client) == methods.contains(method), "\(method)")
        #expect(try await isKnown(Lines.modern(1, method), client) == methods.contains(method), "\(method)")
      }
      for method in ["resources/subscribe", "resources/unsubscribe"] {
        #expect(try await isKnown(Lines.request(1, method), client) == (offer == .resources), "\(method)")
      }
    }
  }

  private func isKnown(_ line: String, _ client: Client) async throws -> Bool {
    try await JSON(line: client.ask(line))["error"]?["code"]?.integer != -32601
  }

  enum Offer: Sendable {
    case nothing, tools, resources, prompts, completions

    var server: Server {
      let none: Completion = { _, _ in [] }
      let prompt = Prompt(
        name: "p", title: "P", description: "A prompt.",
        arguments: [
          Prompt.Argument(name: "a", description: "An argument.", completion: self == .completions ? none : nil)
        ]
      ) { _, _ in [] }
      let resource = Resource(uri: "r://", name: "r", title: "R", description: "A resource.", mimeType: "text/plain") {
        _ in
        .text("")
      }
      return Server(
        info: Implementation(name: "small", version: "1", title: "Small"), instructions: "",
        tools: self == .tools ? [.fixture("t", "T", "A tool.") { _, _ in .text("") }] : [],
        resources: self == .resources ? [resource] : [],
        prompts: self == .prompts || self == .completions ? [prompt] : [])
    }
  }
}
