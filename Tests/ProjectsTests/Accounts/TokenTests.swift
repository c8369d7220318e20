import Files
import Gateway
import JSON
import Projects
import TestSupport
import Testing

/// How an account's tokens are renewed, and what becomes of lost replies.
@Suite struct TokenTests {
  private let place: Workplace
  private let add = AddServiceRequest(reference: "modelgates/api")
  private let month: Int64 = 30 * 86_400

  init() throws { place = try Workplace() }

  /// The calls of rotating the key so much later.
  private func rotate(after seconds: Int64, faults: [RecordingPort.Fault] = []) async throws -> [String] {
    let port = RecordingPort(place.sandbox(at: Workplace.start + seconds), faults: faults)
    _ = try await place.project(port, time: seconds).rotateKey()
    return port.calls.filter { $0 != "GET /key" }
  }

  @Test func anExpiredTokenIsRenewedBeforeItIsUsed() async throws {
    _ = try await place.project().addService(add)
    #expect(try await rotate(after: month - 31)[0] == "POST /provisioning/resources")
    let calls = try await rotate(after: month - 30)
    #expect(calls[..<2] == ["POST /provisioning/oauth/token", "POST /provisioning/resources"])
    #expect(calls.filter { $0.contains("oauth") }.count == 1)
    #expect(try await rotate(after: month).filter { $0.contains("oauth") }.isEmpty)
  }

  @Test func aTokenThatIsRefusedIsRenewedOnce() async throws {
    _ = try await place.project().addService(add)
    // A gateway whose clock is ahead: for it the token has expired.
    let port = RecordingPort(place.sandbox(at: Workplace.start + month))
    _ = try await place.project(port, time: 0).rotateKey()
    #expect(
      port.calls.filter { $0 != "GET /key" }[..<3] == [
        "POST /provisioning/resources", "POST /provisioning/oauth/token", "POST /provisioning/resources",
      ])
  }

  @Test func aRefreshTokenThatIsUsedUpIsReplacedByLinkingAgain() async throws {
    _ = try await place.project().addService(add)
    // The exchange is done, but its reply is lost: the tokens of it are known to nobody.
    let lost = RecordingPort(
      place.sandbox(at: Workplace.start + month), faults: [.replyLost(atCall: 2, forever: false)])
    let error = await projectError { try await place.project(lost, time: month).rotateKey() }
    #expect(error?.retryable == true)
    let calls = try await rotate(after: month + 1)
    #expect(
      calls[..<3] == [
        "POST /provisioning/oauth/token", "POST /provisioning/account_requests", "POST /provisioning/oauth/token",
      ])
    #expect(try await place.liveKeys() == 1)
  }

  @Test(arguments: 1...8, [false, true])
  func aLostRequestOrReplyCostsNothing(call: Int, replyIsLost: Bool) async throws {
    // The account is there, so that the code's way is taken.
    _ = try await place.project().linkAccount("modelgates")
    _ = try await place.project().unlinkAccount("modelgates")
    let fault: RecordingPort.Fault =
      replyIsLost ? .replyLost(atCall: call, forever: false) : .lost(atCall: call, forever: false)
    let port = RecordingPort(place.sandbox, faults: [fault])
    _ = await projectError { try await place.project(port).addService(add) }
    _ = try await place.project().addService(add)
    #expect(await place.accepts(try #require(place.envKey())))
    #expect(try await place.liveKeys() == 1)
    #expect(try await place.project().status().result.unfinished.isEmpty)
  }

  @Test func manyCallsRenewAnExpiredTokenOnce() async throws {
    _ = try await place.project().linkAccount("modelgates")
    let port = RecordingPort(place.sandbox(at: Workplace.start + month))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<4 {
        let root = place.folder.path / FilePath(stringLiteral: "p\(number)")
        try File.createDirectory(root, mode: 0o755, intermediates: false)
        let now = Timestamp(milliseconds: (Workplace.start + month) * 1000)
        let project = Projects.Project(
          root: root, gateway: GatewayClient(port: port, managementKey: nil), address: "https://modelgates.ai/api/v1",
          user: try UserDirectories(environment: ["HOME": place.home.value]), clock: WallClock { now }, email: nil)
        group.addTask { _ = try await project.addService(add) }
      }
      try await group.waitForAll()
    }
    #expect(port.calls.filter { $0.contains("oauth") }.count == 1)
  }

  @Test func anotherAccountNeverTakesThePlaceOfTheLinkedOne() async throws {
    _ = try await place.project().addService(add)
    let other = """
      {"type":"credentials","credentials":{"type":"bearer","bearer":{"access_token":"t","account":{"id":"acct_other"}}}}
      """
    let refusal = HTTPResponse(status: 400, body: Array(#"{"error":"invalid_grant"}"#.utf8))
    let port = RecordingPort(
      place.sandbox(at: Workplace.start + month),
      faults: [
        .reply(path: "/provisioning/oauth", refusal),
        .reply(path: "/provisioning/account_requests", HTTPResponse(status: 200, body: Array(other.utf8))),
      ])
    let error = await projectError { try await place.project(port, time: month).rotateKey() }
    #expect(error?.code.name == "conflict")
    #expect(await place.accepts(try #require(place.envKey())))
  }

  @Test func tokensAreNowhereInPlain() async throws {
    let port = RecordingPort(place.sandbox)
    _ = try await place.project(port).addService(add)
    let email = "x+browser@example.com"
    _ = try await place.project().unlinkAccount("modelgates")
    let waiting = await projectError { try await place.project(email: email).linkAccount("modelgates") }
    #expect(waiting?.code == .authorizationPending)
    let secrets = port.bearers.map { $0.withBytes { String(decoding: $0, as: UTF8.self) } }
    #expect(secrets.contains { $0.hasPrefix("mgat_") })
    for file in try place.files(leavingOut: { $0 == place.envFile }) {
      let text = String(decoding: file.bytes, as: UTF8.self)
      for secret in secrets + ["mgat_", "mgrt_", "code_verifier", "acctreq_"] where text.contains(secret) {
        // The sandbox keeps requests by their ids.
        #expect(secret == "acctreq_" && file.path.value.contains("/sandbox/"), "\(file.path) has \(secret)")
      }
    }
    #expect(try File.status(place.home / ".local/share/modelgates/accounts")?.mode == 0o700)
    #expect(try File.status(place.home / ".local/share/modelgates/accounts/vault.sealed")?.mode == 0o600)
  }
}
