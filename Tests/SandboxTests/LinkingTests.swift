import Gateway
import JSON
import Sandbox
import SystemLibraries
import Testing

/// The ways in which a request for an account is answered.
struct LinkingTests {
  private let gateway: TestGateway

  init() throws { gateway = try TestGateway() }

  private func ask(_ id: String, _ email: String, _ more: JSONObject = [:]) async throws -> Answer {
    var body: JSONObject = ["id": .string(id), "email": .string(email)]
    for (name, value) in more { body[name] = value }
    return try await gateway.post("/provisioning/account_requests", .object(body))
  }

  private func exchange(_ code: JSON?, verifier: String? = nil) async throws -> Answer {
    let proof = verifier.map { [(name: "code_verifier", value: $0)] } ?? []
    return try await gateway.post(
      "/provisioning/oauth/token",
      form: [(name: "grant_type", value: "authorization_code"), (name: "code", value: code?.string ?? "")] + proof)
  }

  private func decide(_ email: String, approve: Bool) async throws -> Answer {
    try await gateway.post(
      "/sandbox/authorizations", as: TestGateway.management, ["email": .string(email), "approve": .bool(approve)])
  }

  @Test func anUnknownAddressGetsAnAccountAndAKnownOneACode() async throws {
    #expect(try await ask("a", "ada@example.com").json["type"] == "credentials")
    let answer = try await ask("b", "ada@example.com").json
    #expect(answer["type"] == "oauth" && answer["id"] == "b")
    let tokens = try await exchange(answer["oauth"]?["code"])
    #expect(tokens.json["account"]?["id"] == "acct_sandbox000001")
  }

  @Test func aRepeatedRequestIsForAPersonToDecide() async throws {
    _ = try await ask("a", "ada@example.com")
    _ = try await ask("b", "ada@example.com")
    let again = try await ask("b", "ada@example.com")
    let page = "http://127.0.0.1:4790/authorize?request=mgap_sandbox_"
    #expect(again.json["type"] == "requires_auth")
    #expect(again.json["requires_auth"]?["url"]?.string?.hasPrefix(page) == true)
    #expect(try await ask("b", "ada@example.com") == again)
    let decided = try await decide("ada@example.com", approve: true)
    #expect(decided == Answer(200, #"{"data":{"email":"ada@example.com","standing":"approved"}}"#))
    let code = try await ask("b", "ada@example.com").json["oauth"]?["code"]
    #expect(try await exchange(code).status == 200)
  }

  @Test func theBrowserTagAsksAPersonFirstAndMakesTheAccountThen() async throws {
    let email = "bob+browser@example.com"
    #expect(try await ask("a", email).json["type"] == "requires_auth")
    #expect(!(try gateway.stateText()).contains(#""accounts":[{"id":"acct_sandbox000001","email""#))
    _ = try await decide(email, approve: true)
    let code = try await ask("a", email).json["oauth"]?["code"]
    #expect(try await exchange(code).json["account"]?["id"] == "acct_sandbox000001")
  }

  @Test func aDenialStays() async throws {
    let email = "bob+browser@example.com"
    _ = try await ask("a", email)
    #expect(try await decide(email, approve: false).status == 200)
    let denied = Answer(
      403, #"{"type":"error","error":{"code":"access_denied","message":"The connection was denied"}}"#)
    #expect(try await ask("a", email) == denied)
    #expect(try await decide(email, approve: true).status == 404)
    #expect(try await ask("b", email).json["type"] == "requires_auth")
  }

  @Test func aRequestEndsAfterAnHour() async throws {
    let email = "bob+browser@example.com"
    _ = try await ask("a", email)
    gateway.advance(by: 3600)
    #expect(try await decide(email, approve: true).status == 404)
    #expect(try await ask("a", email).json["error"]?["code"] == "account_request_expired")
  }

  @Test func anIdIsForOneAddressOnly() async throws {
    _ = try await ask("a", "bob+browser@example.com")
    #expect(try await ask("a", "eve+browser@example.com").status == 409)
    _ = try await ask("b", "ada@example.com")
    #expect(try await ask("b", "eve@example.com").status == 409)
  }

  @Test func theErrorTagIsRefused() async throws {
    #expect(
      try await ask("a", "x+error@example.com")
        == Answer(
          500,
          """
          {"type":"error","error":{"code":"account_creation_failed","message":"The account could not be created"}}
          """))
  }

  @Test func theInformationTagAsksForMore() async throws {
    let email = "x+information@example.com"
    #expect(
      try await ask("a", email)
        == Answer(
          200,
          """
          {"id":"a","type":"needs_information","needs_information":{"schema":{"type":"object","properties":{"country":\
          {"type":"string","description":"Country of the account's owner, as two letters."}},"required":["country"]}}}
          """))
    let linked = try await ask("b", email, ["submitted_information": ["country": "DE"]]).json
    let token = linked["credentials"]?["bearer"]?["access_token"]?.string
    let asked = try await gateway.post("/provisioning/resources", as: token, ProvisioningTests.resource).json
    #expect(asked["status"] == "needs_information")
    #expect(asked["needs_information"]?["schema"]?["required"] == ["purpose"])
    var resource = ProvisioningTests.resource.object ?? [:]
    resource["submitted_information"] = ["purpose": "tests"]
    #expect(
      try await gateway.post("/provisioning/resources", as: token, .object(resource)).json["status"] == "complete")
  }

  @Test func thePendingTagHandsTheKeyOutLater() async throws {
    let token = try await ask("a", "x+pending@example.com").json["credentials"]?["bearer"]?["access_token"]?.string
    func create() async throws -> Answer {
      try await gateway.post("/provisioning/resources", as: token, key: "op_1", ProvisioningTests.resource)
    }
    let pending = try await create()
    #expect(pending.json["status"] == "pending" && !pending.body.contains("sk-mg"))
    let path = "/provisioning/resources/" + (pending.json["id"]?.string ?? "")
    #expect(try await gateway.get(path, as: token) == pending)
    #expect(try await create() == pending)
    gateway.advance(by: 2)
    #expect(try await gateway.get(path, as: token).json["status"] == "complete")
    let key = try await create().json["complete"]?["access_configuration"]?["api_key"]?.string
    #expect(try await gateway.get("/key", as: key).status == 200)
  }

  @Test(arguments: [nil, "", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wr"])
  func aCodeIsWorthNothingWithoutItsVerifier(wrong: String?) async throws {
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    // RFC 7636 appendix B.
    let challenge: JSONObject = [
      "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method": "S256",
    ]
    _ = try await ask("a", "ada@example.com")
    let code = try await ask("b", "ada@example.com", challenge).json["oauth"]?["code"]
    #expect(try await exchange(code, verifier: wrong).json["error"] == "invalid_grant")
    #expect(try await exchange(code, verifier: verifier).status == 200)
  }

  @Test func onlyTheSafeChallengeMethodIsTaken() async throws {
    let challenge = JSON.string(String(repeating: "x", count: 43))
    let plain = try await ask("a", "a@b", ["code_challenge": challenge, "code_challenge_method": "plain"])
    #expect(plain.json["error"]?["message"] == #"code_challenge_method: expected "S256""#)
    #expect(try await ask("a", "a@b", ["code_challenge": "short", "code_challenge_method": "S256"]).status == 400)
  }

  @Test func decidingNeedsAManagementKey() async throws {
    _ = try await ask("a", "x+browser@example.com")
    let answer = try await gateway.post("/sandbox/authorizations", ["email": "x+browser@example.com"])
    #expect(answer.status == 401)
  }
}
