import HTTP
import JSON
import Synchronization
import Testing

@testable import HTTPTransport

struct RouterTests {
  static let tokens = ["ci": "ci-0123456789abcdefghijklmn", "eve": "eve-0123456789abcdefghijklm"]

  static func file() throws -> TokenFile {
    let lines = try tokens.sorted { $0.key < $1.key }.map { name, token in
      String(
        decoding: try TokenFile.Entry(name: name, token: Array(token.utf8), project: nil, readOnly: false).jsonBytes,
        as: UTF8.self)
    }
    return try TokenFile(parsing: Array(lines.joined(separator: "\n").utf8))
  }

  static func withTokens(_ rate: RateLimit? = nil, now: ContinuousClock.Instant = .now) throws -> Router {
    let callers = try Callers.holders(of: try file()) { entry in
      Caller(Principal(name: entry.name), endpoint: NameEndpoint(name: entry.name), rate: rate, inFlight: 2)
    }
    return Router(policy: AccessPolicy(), callers: callers, metrics: Metrics(tools: [], clock: { now }))
  }

  static func open(_ policy: AccessPolicy = AccessPolicy(), ready: Bool = true) -> Router {
    Router(
      policy: policy, callers: .anyone(Caller(Principal(name: "local"), endpoint: NameEndpoint(name: "local"))),
      metrics: Metrics(tools: []), readiness: { ready })
  }

  static func request(
    _ method: String = "POST", _ path: String = "/mcp", query: String? = nil, token: String? = nil,
    with fields: HTTPFields = [:], body: String = ""
  ) -> IncomingRequest {
    var fields = fields
    if method == "POST" { fields.append("content-type", "application/json") }
    if let token { fields.append("AUTHORIZATION", token) }
    return IncomingRequest(
      head: RequestHead(method: method, path: path, query: query, host: "localhost:3912", fields: fields),
      body: Array(body.utf8))
  }

  // MARK: Tokens

  @Test func eachTokenReachesItsOwnEndpoint() async throws {
    let router = try Self.withTokens()
    for (name, token) in Self.tokens {
      for scheme in ["Bearer", "bearer", "BEARER"] {
        let answer = await router.respond(to: Self.request(token: "\(scheme) \(token)", body: "hi"))
        #expect(answer.status == 200 && answer.body == Array("\(name): hi".utf8))
      }
    }
  }

  static let unknown: [(value: String?, status: Int, challenge: String)] = [
    (nil, 401, #"Bearer realm="modelgates""#),
    ("Basic dXNlcjpwYXNz", 401, #"Bearer realm="modelgates""#),
    ("Bearer ci-0123456789abcdefghijklmm", 401, #"Bearer realm="modelgates", error="invalid_token""#),
    ("Bearer ci-0123456789abcdefghijklm", 401, #"Bearer realm="modelgates", error="invalid_token""#),
    ("Bearer ci", 401, #"Bearer realm="modelgates", error="invalid_token""#),
    ("Bearer " + String(repeating: "a", count: 20_000), 401, #"Bearer realm="modelgates", error="invalid_token""#),
    ("Bearer", 400, #"Bearer realm="modelgates", error="invalid_request""#),
    ("Bearer ", 400, #"Bearer realm="modelgates", error="invalid_request""#),
    ("Bearer two words", 400, #"Bearer realm="modelgates", error="invalid_request""#),
    ("Bearer ci-0123456789abcdefghijklmn,x", 400, #"Bearer realm="modelgates", error="invalid_request""#),
    ("Bearer ===", 400, #"Bearer realm="modelgates", error="invalid_request""#),
    ("Bearerci-0123456789abcdefghijklmn", 401, #"Bearer realm="modelgates""#),
  ]

  @Test(arguments: unknown.indices)
  func whoHasNoTokenIsToldHowToSendOne(_ index: Int) async throws {
    let (value, status, challenge) = Self.unknown[index]
    for path in ["/mcp", "/docs/_mcp/server", "/metrics"] {
      for method in path == "/metrics" ? ["GET"] : ["POST", "GET", "DELETE"] {
        let answer = await (try Self.withTokens()).respond(to: Self.request(method, path, token: value))
        #expect(answer.status == status && answer.fields["www-authenticate"] == challenge, "\(method) \(path)")
      }
    }
  }

  @Test func tokenIsTakenFromNowhereElse() async throws {
    let router = try Self.withTokens()
    let token = try #require(Self.tokens["ci"])
    for query in ["access_token=\(token)", "token=\(token)"] {
      #expect(await router.respond(to: Self.request(query: query)).status == 401)
    }
    #expect(
      await router.respond(to: Self.request(with: ["Cookie": "token=\(token)", "X-Api-Key": token])).status == 401)
    var twice: HTTPFields = ["Authorization": "Bearer \(token)"]
    twice.append("authorization", "Bearer \(token)")
    #expect(await router.respond(to: Self.request(with: twice)).status == 400)
  }

  @Test func healthNeedsNoToken() async throws {
    let router = try Self.withTokens()
    for path in ["/healthz", "/readyz"] { #expect(await router.respond(to: Self.request("GET", path)).status == 200) }
  }

  // MARK: Limits

  @Test func whoAsksTooOftenWaitsAndOthersDoNot() async throws {
    let rate = try #require(RateLimit(perSecond: 1, burst: 3))
    let router = try Self.withTokens(rate)
    let ci = "Bearer \(Self.tokens["ci"] ?? "")"
    for _ in 0..<3 { #expect(await router.respond(to: Self.request(token: ci)).status == 200) }
    let refused = await router.respond(to: Self.request(token: ci))
    #expect(refused.status == 429 && refused.fields["retry-after"] == "1")
    #expect(await router.respond(to: Self.request(token: "Bearer \(Self.tokens["eve"] ?? "")")).status == 200)
    #expect(await router.respond(to: Self.request("GET", "/healthz")).status == 200)
  }

  /// What a connection keeps of a head must not keep what changes.
  @Test func keptHeadIsStillLimitedAndStopped() throws {
    let rate = try #require(RateLimit(perSecond: 1, burst: 2))
    let router = try Self.withTokens(rate)
    let kept = router.admission(of: Self.request(token: "Bearer \(Self.tokens["ci"] ?? "")").head)
    let statuses = (1...3).map { _ in kept.refusal()?.status }
    #expect(statuses == [nil, nil, 429])
    router.stop()
    #expect(kept.refusal()?.status == 503)
  }

  /// Nor whom a token belongs to.
  @Test func changedTokensCountFromTheNextRequestOn() throws {
    let both = try Self.file()
    let router = try Self.withTokens()
    let caller = { (entry: TokenFile.Entry) in
      Caller(Principal(name: entry.name), endpoint: NameEndpoint(name: "new \(entry.name)"))
    }
    let kept = try ["ci", "eve"].map { name in
      router.admission(of: Self.request("GET", token: "Bearer \(try #require(Self.tokens[name]))").head)
    }
    #expect(kept.map { $0.refusal()?.status } == [nil, nil])
    let health = router.admission(of: Self.request("GET", "/healthz").head)
    for (names, statuses) in [
      (["ci"], [nil, 401]), (["eve"], [401, nil]), ([], [401, 401]), (["ci", "eve"], [nil, nil]),
    ] as [([String], [Int?])] {
      try router.callers.change(to: both.only(names), caller)
      #expect(kept.map { $0.refusal()?.status } == statuses)
      #expect(health.refusal() == nil)
    }
    let body: [UInt8] = []
    guard case .later = kept[0].answer(body.span) else { return #expect(Bool(false)) }
    // Between its head and its body, too.
    try router.callers.change(to: both.only(["eve"]), caller)
    guard case .now(let refused) = kept[0].answer(body.span) else { return #expect(Bool(false)) }
    #expect(refused.status == 401)
  }

  @Test func cutReachesTheConnection() {
    let kept = KeptAnswer()
    ObservedWriter(kept, origin: nil).cut()
    #expect(kept.value == KeptAnswer.Answer(isCut: true))
  }

  @Test func tokensThatCannotBeTakenOverChangeNothing() throws {
    let router = try Self.withTokens()
    let kept = router.admission(of: Self.request("GET", token: "Bearer \(Self.tokens["ci"] ?? "")").head)
    #expect(throws: CancellationError.self) {
      try router.callers.change(to: try Self.file().only(["eve"])) { _ in throw CancellationError() }
    }
    #expect(kept.refusal() == nil)
  }

  @Test func requestsInWorkAreCountedUntilTheyEnd() async throws {
    let router = try Self.withTokens()
    let get = Self.request("GET", token: "Bearer \(Self.tokens["ci"] ?? "")")
    let first = router.answer(get)
    guard case .later(let second) = router.answer(get), case .later = first else { return #expect(Bool(false)) }
    guard case .now(let third) = router.answer(get) else { return #expect(Bool(false)) }
    #expect(third.status == 429)
    await second(KeptAnswer())
    guard case .later = router.answer(get) else { return #expect(Bool(false)) }
    guard case .now = router.answer(get) else { return #expect(Bool(false)) }
  }

  @Test func answerAtOnceLeavesNothingInWork() async throws {
    let router = try Self.withTokens()
    for _ in 0..<5 {
      #expect(await router.respond(to: Self.request(token: "Bearer \(Self.tokens["ci"] ?? "")")).status == 200)
    }
  }

  // MARK: Routes

  @Test func endpointMayRefuseByTheHead() async {
    #expect(await Self.open().respond(to: Self.request(with: ["X-Refuse": "1"])).status == 406)
  }

  @Test func bothAddressesOfMCPLeadToTheEndpoint() async {
    for path in ["/mcp", "/docs/_mcp/server"] {
      let post = await Self.open().respond(to: Self.request("POST", path, body: "x"))
      #expect(post.body == Array("local: x".utf8))
      let get = await Self.open().respond(to: Self.request("GET", path))
      #expect(get.isFinished && get.fields["content-type"] == "text/event-stream")
    }
  }

  @Test func routesThatAreNotOfferedAreNotThere() async {
    let router = Router(
      policy: AccessPolicy(), routes: [.metrics, .health],
      callers: .anyone(Caller(Principal(name: "local"), endpoint: NameEndpoint(name: "local"))),
      metrics: Metrics(tools: []))
    #expect(await router.respond(to: Self.request()).status == 404)
    #expect(await router.respond(to: Self.request("GET", "/metrics")).status == 200)
  }

  @Test func readinessEndsWithTheProjectAndWhenStopping() async {
    #expect(await Self.open().respond(to: Self.request("GET", "/readyz")).status == 200)
    #expect(await Self.open(ready: false).respond(to: Self.request("GET", "/readyz")).status == 503)
    let router = Self.open()
    router.stop()
    #expect(await router.respond(to: Self.request("GET", "/readyz")).status == 503)
    #expect(await router.respond(to: Self.request("GET", "/healthz")).status == 200)
    let refused = await router.respond(to: Self.request())
    #expect(refused.status == 503 && refused.fields["retry-after"] == "1")
  }

  // MARK: Pages of other origins

  static func forPages() throws -> Router {
    open(AccessPolicy(origins: [try #require(Origin("https://app.example.com"))]))
  }

  @Test func pageOfAnAllowedOriginIsToldSoInEveryAnswer() async throws {
    let router = try Self.forPages()
    let requests = [
      Self.request(with: ["Origin": "https://app.example.com"]),
      Self.request("GET", with: ["Origin": "https://app.example.com"]),
      Self.request("PUT", with: ["Origin": "https://app.example.com"]),
      Self.request("GET", "/readyz", with: ["Origin": "https://app.example.com"]),
      Self.request(with: ["Origin": "https://app.example.com", "X-Refuse": "1"]),
    ]
    for (request, status) in zip(requests, [200, 200, 405, 200, 406]) {
      let answer = await router.respond(to: request)
      #expect(answer.status == status)
      #expect(answer.fields["access-control-allow-origin"] == "https://app.example.com")
      #expect(answer.fields["vary"] == "Origin")
      #expect(answer.fields["access-control-allow-credentials"] == nil)
    }
  }

  @Test func othersGetNoFieldsForPages() async throws {
    for fields: HTTPFields in [[:], ["Origin": "http://localhost:3912"], ["Origin": "http://evil.example"]] {
      for method in ["POST", "GET", "OPTIONS"] {
        let answer = await (try Self.forPages()).respond(to: Self.request(method, with: fields))
        #expect(!answer.fields.all.contains { $0.name.lowercased().hasPrefix("access-control") })
      }
    }
  }

  @Test func preflightNeedsNoTokenAndNamesWhatMayBeSent() async throws {
    let callers = try Callers.holders(of: try Self.file()) { entry in
      Caller(Principal(name: entry.name), endpoint: NameEndpoint(name: entry.name))
    }
    let router = Router(
      policy: AccessPolicy(origins: [try #require(Origin("https://app.example.com"))]), callers: callers,
      metrics: Metrics(tools: []))
    let answer = await router.respond(
      to: Self.request(
        "OPTIONS",
        with: [
          "Origin": "https://app.example.com", "Access-Control-Request-Method": "POST",
          "Access-Control-Request-Headers": "content-type, mcp-param-City, x-evil, mcp-param-a\u{1}b",
        ]))
    #expect(answer.status == 204 && answer.body.isEmpty)
    #expect(answer.fields["access-control-allow-methods"] == "GET, POST, DELETE")
    let allowed = answer.fields["access-control-allow-headers"]?.split(separator: ", ").map(String.init) ?? []
    for name in ["Content-Type", "Authorization", "MCP-Protocol-Version", "Mcp-Method", "mcp-param-city"] {
      #expect(allowed.contains(name), "\(name)")
    }
    #expect(!allowed.contains { $0.contains("evil") || $0.contains("\u{1}") })
  }
}

extension TokenFile {
  /// The same with some of its tokens.
  func only(_ names: [String]) throws -> TokenFile {
    let lines = entries.filter { names.contains($0.name) }.map { String(decoding: $0.jsonBytes, as: UTF8.self) }
    return try TokenFile(parsing: Array(lines.joined(separator: "\n").utf8), mayBeEmpty: true)
  }
}
