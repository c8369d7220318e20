import Files
import Gateway
import JSON
import Projects
import Sandbox
import Synchronization
import TestSupport
import Testing

/// The three ways of linking an account, and what every project of the user has of it.
@Suite struct LinkAccountTests {
  private let place: Workplace
  private let add = AddServiceRequest(reference: "modelgates/api")

  init() throws { place = try Workplace() }

  /// Another user's computer, with the same gateway.
  private func stranger(email: String, _ port: (any HTTPPort)? = nil) throws -> Projects.Project {
    Projects.Project(
      root: place.folder.path / "elsewhere",
      gateway: GatewayClient(port: port ?? place.sandbox, managementKey: nil), address: "https://modelgates.ai/api/v1",
      user: try UserDirectories(environment: ["HOME": (place.folder.path / "stranger").value]), email: email)
  }

  private func decide(_ email: String, approve: Bool) async throws {
    _ = try await place.sandbox.send(
      HTTPRequest(
        .post, "/sandbox/authorizations", bearer: Secret(place.adminKey),
        body: .json(["email": .string(email), "approve": .bool(approve)])))
  }

  @Test func anAccountThatIsNotThereIsCreatedInline() async throws {
    let port = RecordingPort(place.sandbox)
    let report = try await place.project(port).linkAccount("modelgates").result
    #expect(report.status == .created)
    #expect(report.email == "dev@example.com" && report.gateway == "sandbox" && report.provider == "modelgates")
    #expect(port.calls == ["GET /provisioning/services", "POST /provisioning/account_requests"])
    #expect(try await place.project().status().result.accountLinked)
  }

  @Test func anExistingAccountIsLinkedWithoutABrowser() async throws {
    _ = try await place.project().linkAccount("modelgates")
    let port = RecordingPort(place.sandbox)
    let report = try await stranger(email: "dev@example.com", port).linkAccount("ModelGates").result
    #expect(report.status == .linked)
    #expect(port.calls.suffix(2) == ["POST /provisioning/account_requests", "POST /provisioning/oauth/token"])
  }

  @Test func linkingAgainChangesNothing() async throws {
    _ = try await place.project().linkAccount("modelgates")
    let files = try place.files().map(\.bytes)
    let port = RecordingPort(place.sandbox)
    #expect(try await place.project(port).linkAccount("modelgates").result.status == .alreadyLinked)
    #expect(port.calls == ["GET /provisioning/services"])
    #expect(try place.files().map(\.bytes) == files)
  }

  @Test func aPersonAgreesBetweenTwoCalls() async throws {
    let email = "dev+browser@example.com"
    let error = await projectError { try await place.project(email: email).linkAccount("modelgates") }
    #expect(error?.code == .authorizationPending && error?.retryable == true)
    let url = error?.details?["url"]?.string ?? ""
    #expect(url.hasPrefix("http://127.0.0.1:4790/authorize?request="))
    #expect(error?.hint?.contains(url) == true)
    #expect(error?.details?["expires_at"] == "2026-03-02T11:00:00Z")

    let again = await projectError { try await place.project(email: email, time: 10).linkAccount("modelgates") }
    #expect(again?.details == error?.details)
    try await decide(email, approve: true)
    let report = try await place.project(email: email, time: 20).linkAccount("modelgates").result
    #expect(report.status == .linked)
    #expect(try await place.project(email: email, time: 30).linkAccount("modelgates").result.status == .alreadyLinked)
  }

  @Test func callsAtOnceMakeOneRequest() async throws {
    let email = "dev+browser@example.com"
    let port = RecordingPort(place.sandbox)
    let urls = try await withThrowingTaskGroup(of: JSON?.self) { group in
      for _ in 1...4 {
        let project = try place.project(port, email: email)
        group.addTask { await projectError { try await project.linkAccount("modelgates") }?.details?["url"] }
      }
      return try await group.reduce(into: [JSON?]()) { $0.append($1) }
    }
    #expect(urls.count == 4 && urls.allSatisfy { $0 == urls[0] && $0?.string != nil })
  }

  @Test func aRepeatedRequestIsTheSame() async throws {
    let reply = #"{"type":"requires_auth","requires_auth":{"url":"https://m.example/a"}}"#
    let port = BodyRecordingPort(reply)
    let informed: JSONObject = ["country": "DE"]
    _ = await projectError { try await place.project(port).linkAccount("modelgates", information: informed) }
    _ = await projectError { try await place.project(port, time: 5).linkAccount("modelgates") }
    let bodies = port.bodies
    #expect(bodies.count == 2 && bodies[0] == bodies[1])
    #expect(bodies.first?["submitted_information"] == ["country": "DE"])
    #expect(bodies.first?["code_challenge_method"] == "S256")
  }

  @Test func addingGoesOnWithTheSameRequest() async throws {
    let email = "dev+browser@example.com"
    let error = await projectError { try await place.project(email: email).addService(add) }
    #expect(error?.code == .authorizationPending)
    #expect(place.env == "")
    let outcome = try await place.project(email: email).status()
    let status = outcome.result
    #expect(status.services.isEmpty && status.unfinished.isEmpty && !status.accountLinked)
    #expect(outcome.nextSteps.first?.contains("http://127.0.0.1:4790/authorize?request=") == true)
    try await decide(email, approve: true)
    let report = try await place.project(email: email, time: 5).addService(add).result
    #expect(report.status == .added)
    #expect(await place.accepts(try #require(place.envKey())))
  }

  @Test func aDenialEndsTheRequest() async throws {
    let email = "dev+browser@example.com"
    let first = await projectError { try await place.project(email: email).linkAccount("modelgates") }
    try await decide(email, approve: false)
    let denied = await projectError { try await place.project(email: email, time: 5).linkAccount("modelgates") }
    #expect(denied?.code == .authorizationDenied && denied?.retryable == false)
    let anew = await projectError { try await place.project(email: email, time: 10).linkAccount("modelgates") }
    #expect(anew?.code == .authorizationPending)
    #expect(anew?.details?["url"] != first?.details?["url"])
  }

  @Test(arguments: [3600, 90_000, -86_400])
  func aRequestIsAskedAboutForAnHour(later: Int64) async throws {
    let email = "dev+browser@example.com"
    let first = await projectError { try await place.project(email: email).linkAccount("modelgates") }
    let port = RecordingPort(place.sandbox(at: Workplace.start + later))
    let anew = await projectError { try await place.project(port, email: email, time: later).linkAccount("modelgates") }
    #expect(anew?.code == .authorizationPending)
    #expect(anew?.details?["url"] != first?.details?["url"])
    #expect(port.calls.count == 2)
  }

  @Test func aRequestThatTheGatewayHasForgottenIsMadeAnew() async throws {
    let email = "dev+browser@example.com"
    _ = await projectError { try await place.project(email: email).linkAccount("modelgates") }
    // A gateway whose clock is ahead.
    let error = await projectError {
      try await place.project(place.sandbox(at: Workplace.start + 7200), email: email, time: 10)
        .linkAccount("modelgates")
    }
    #expect(error?.code == .authorizationPending)
  }

  @Test func anotherAddressIsAnotherRequest() async throws {
    _ = await projectError { try await place.project(email: "dev+browser@example.com").linkAccount("modelgates") }
    #expect(try await place.project(email: "ada@example.com").linkAccount("modelgates").result.status == .created)
    let other = await projectError { try await place.project(email: "bob@example.com").linkAccount("modelgates") }
    #expect(other?.code.name == "conflict" && other?.hint?.contains("modelgates unlink modelgates") == true)
    #expect(try await place.project(email: nil).linkAccount("modelgates").result.email == "ada@example.com")
  }

  @Test func allProjectsOfTheUserShareTheLink() async throws {
    _ = try await place.project().linkAccount("modelgates")
    let port = RecordingPort(place.sandbox)
    _ = try await place.project(port, email: nil).addService(add)
    #expect(!port.calls.contains { $0.contains("account_requests") || $0.contains("oauth") })
  }

  @Test func noProjectIsNeededAndNoneIsMade() async throws {
    _ = try await place.project().linkAccount("modelgates")
    #expect(try File.list(place.root, limit: 10) == [])
  }

  @Test func aProjectNotesTheAccountWithoutItsTokens() async throws {
    _ = try await place.project().initialize()
    _ = try await place.project().linkAccount("modelgates")
    let state = String(decoding: try File.read(place.root / ".projects/state.json", limit: 1 << 20), as: UTF8.self)
    #expect(state.contains(#""account_id": "acct_sandbox"#) && !state.contains("mgat_"))
  }

  @Test(arguments: ["", "modelgate", "modelgates/api", "neon"])
  func otherProvidersAreUnknown(provider: String) async throws {
    let error = await projectError { try await place.project().linkAccount(provider) }
    #expect(error?.code == .resourceNotFound && error?.details?["candidates"] == ["modelgates"])
    let unlinking = await projectError { try await place.project().unlinkAccount(provider) }
    #expect(unlinking?.code == .resourceNotFound)
  }

  @Test func withoutAnAddressNothingIsAsked() async throws {
    let port = RecordingPort(place.sandbox)
    let error = await projectError { try await place.project(port, email: nil).linkAccount("modelgates") }
    #expect(error?.code == .emailRequired)
    #expect(port.calls == ["GET /provisioning/services"])
  }

  @Test func aGatewayWithoutTheProtocolHasNothingToLink() async throws {
    let answer = HTTPResponse(status: 404, body: Array(#"{"error":{"code":404,"message":"no"}}"#.utf8))
    let port = RecordingPort(place.sandbox, faults: [.reply(path: "/provisioning", answer)])
    let error = await projectError {
      try await place.project(port, managementKey: Secret(place.adminKey)).linkAccount("modelgates")
    }
    #expect(error?.code.name == "link_unsupported")
  }

  @Test(arguments: [
    "javascript:alert(1)", "http://evil.example/", "https://a@evil.example/", "https://evil.example/\u{202E}",
    "https://",
    "https:///x", "ftp://m.example/", "https://m.example:x/", "http://127.0.0.1.evil.example/",
  ])
  func anAddressThatIsNotSafeIsNotShown(url: String) async throws {
    let reply: JSON = ["type": "requires_auth", "requires_auth": ["url": .string(url)]]
    let port = RecordingPort(
      place.sandbox,
      faults: [.reply(path: "/provisioning/account_requests", HTTPResponse(status: 200, body: reply.bytes))])
    let error = await projectError { try await place.project(port).linkAccount("modelgates") }
    #expect(error?.code.name == "invalid_response")
    #expect(error?.message.contains(url) == false)
  }
}

/// A gateway that answers every request for an account alike, and keeps what it was asked.
private final class BodyRecordingPort: HTTPPort {
  let name = "m.example"
  private let reply: String
  private let list = Mutex<[JSON]>([])
  var bodies: [JSON] { list.withLock { $0 } }

  init(_ reply: String) { self.reply = reply }

  func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    guard case .json(let body) = request.body else {
      let service = #"{"id":"p","service_id":"api","provider_name":"ModelGates","kind":"deployable"}"#
      return HTTPResponse(status: 200, body: Array(#"{"data":[\#(service)]}"#.utf8))
    }
    list.withLock { $0.append(body) }
    return HTTPResponse(status: 200, body: Array(reply.utf8))
  }
}
