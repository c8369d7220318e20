import Gateway
import JSON
import Sandbox
import Testing

struct ProvisioningTests {
  static let accountRequest: JSON = [
    "id": "acctreq_1", "object": "account_request", "email": "Ada@example.com", "scopes": [],
    "orchestrator": ["type": "modelgates"],
  ]
  static let access = "mgat_sandbox_429b70fb8276a4208a9f49b880c6d63f4d040460b9206294"
  static let resource: JSON = [
    "service_id": "api", "configuration": ["plan": "free"], "project_id": "prj_1", "orchestrator_resource_id": "op_1",
  ]

  /// A gateway with one account linked, whose access token is `access`.
  static func linked() async throws -> TestGateway {
    let gateway = try TestGateway()
    _ = try await gateway.post("/provisioning/account_requests", accountRequest)
    return gateway
  }

  @Test func theProtocolIsHealthy() async throws {
    #expect(
      try await TestGateway().get("/provisioning/health")
        == Answer(200, #"{"supported_versions":["0.1d"],"status":"ok"}"#))
  }

  @Test(arguments: [nil, "0.1c", "0.1D", ""]) func anotherVersionIsRefused(version: String?) async throws {
    let gateway = try TestGateway()
    let fields = version.map { [(name: "API-Version", value: $0)] } ?? []
    for path in ["/provisioning/health", "/provisioning/services", "/provisioning/resources/res_1"] {
      let response = try await gateway.sandbox.send(HTTPRequest(.get, path, fields: fields))
      #expect(
        Answer(response)
          == Answer(400, #"{"error":{"code":"invalid_api_version","message":"Supported API-Versions: 0.1d"}}"#))
    }
  }

  @Test func servicesAreTheKeyAndItsPlans() async throws {
    let gateway = try TestGateway()
    let services = try await gateway.get("/provisioning/services").json
    #expect(services["data"]?.array?.map { $0["service_id"] } == ["api", "pay_as_you_go", "free"])
    #expect(services["data"]?.array?.map { $0["kind"] } == ["deployable", "plan", "plan"])
    #expect(services["data"]?.array?.allSatisfy { $0["provider_name"] == "ModelGates" } == true)
    #expect(services["data"]?.array?.allSatisfy { $0["llm_context"] == JSON.null } == true)
    #expect(services["next_cursor"] == nil)
    let unknown = try await gateway.get("/provisioning/services", [(name: "cursor", value: "x")])
    #expect(unknown == Answer(400, #"{"error":{"code":"invalid_request","message":"cursor: unknown"}}"#))
  }

  @Test func anAccountIsMadeInline() async throws {
    let gateway = try TestGateway()
    let answer = try await gateway.post("/provisioning/account_requests", Self.accountRequest)
    #expect(
      answer
        == Answer(
          200,
          """
          {"id":"acctreq_1","type":"credentials","credentials":{"type":"bearer","bearer":{\
          "access_token":"\(Self.access)",\
          "refresh_token":"mgrt_sandbox_a659fcf1d3fb1fd16f150a9e6f9565c457828cc1557557d9","expires_in":2592000,\
          "account":{"id":"acct_sandbox000001","payment_credentials":"orchestrator"}}}}
          """))
    gateway.advance(by: 86_399)
    #expect(try await gateway.post("/provisioning/account_requests", Self.accountRequest) == answer)
  }

  @Test func eachAddressHasAnAccountOfItsOwn() async throws {
    let gateway = try TestGateway()
    func account(_ id: String, _ email: String) async throws -> String? {
      let answer = try await gateway.post(
        "/provisioning/account_requests", ["id": .string(id), "email": .string(email)])
      return answer.json["credentials"]?["bearer"]?["account"]?["id"]?.string
    }
    #expect(try await account("a", "ada@example.com") == "acct_sandbox000001")
    #expect(try await account("b", "bob@example.com") == "acct_sandbox000003")
    let known = try await gateway.post("/provisioning/account_requests", ["id": "c", "email": "ADA@EXAMPLE.COM"])
    #expect(known.json["type"] == "oauth")
    let reused = try await gateway.post("/provisioning/account_requests", ["id": "a", "email": "eve@example.com"])
    #expect(
      reused
        == Answer(
          409,
          #"{"type":"error","error":{"code":"conflict","message":"The idempotency key was used for another request"}}"#)
    )
  }

  static let malformedRequests: [(JSON, String)] = [
    ([:], "id: expected a string, found nothing"),
    (["id": "x"], "email: expected a string, found nothing"),
    (["id": 5, "email": "a@b"], "id: expected a string, found an integer"),
    (["id": "x", "email": "ab@"], "email: expected an address such as name@example.com"),
    (["id": "x", "email": "a b@c"], "email: expected an address such as name@example.com"),
    (["id": "x", "email": "a@b@c"], "email: expected an address such as name@example.com"),
    (
      ["id": "x\u{0}", "email": "a@b"],
      "id: expected a string of 1 to 200 characters, without control characters"
    ),
    (["id": "x", "email": "a@b", "object": "king"], #"object: expected "account_request""#),
    (["id": "x", "email": "a@b", "scopes": [5]], "scopes: expected strings, found an integer"),
    (["id": "x", "email": "a@b", "orchestrator": []], "orchestrator: expected an object, found an array"),
    (["id": "x", "email": "a@b", "orchestrator": [:]], "orchestrator.type: expected a string, found nothing"),
    (["id": "x", "email": "a@b", "expires_at": "soon"], "expires_at: expected a time"),
  ]

  @Test(arguments: malformedRequests)
  func aMalformedAccountRequestIsRefused(body: JSON, message: String) async throws {
    let answer = try await TestGateway().post("/provisioning/account_requests", body)
    let error: JSON = ["type": "error", "error": ["code": "invalid_request", "message": .string(message)]]
    #expect(answer == Answer(400, error.description))
  }

  @Test func anExpiredAccountRequestIsRefused() async throws {
    var request = Self.accountRequest.object ?? [:]
    request["expires_at"] = "2026-08-05T12:00:00Z"
    let answer = try await TestGateway().post("/provisioning/account_requests", .object(request))
    #expect(
      answer
        == Answer(
          400,
          #"{"type":"error","error":{"code":"account_request_expired","message":"The account request has expired"}}"#))
  }

  @Test func aCodeIsExchangedOnceWithinFiveMinutes() async throws {
    let gateway = try TestGateway()
    func code(_ id: String) async throws -> String {
      let answer = try await gateway.post(
        "/provisioning/account_requests", ["id": .string(id), "email": "ada@example.com"])
      return answer.json["oauth"]?["code"]?.string ?? ""
    }
    func exchange(_ code: String) async throws -> Answer {
      try await gateway.post(
        "/provisioning/oauth/token",
        form: [(name: "grant_type", value: "authorization_code"), (name: "code", value: code)])
    }
    let refused = Answer(
      400, #"{"error":"invalid_grant","error_description":"The code is unknown, used or expired"}"#)
    _ = try await gateway.post("/provisioning/account_requests", Self.accountRequest)
    let (first, second) = (try await code("a"), try await code("b"))
    gateway.advance(by: 299)
    let tokens = try await exchange(first).json
    #expect(tokens["token_type"] == "bearer")
    #expect(tokens["account"]?["id"] == "acct_sandbox000001")
    #expect(try await exchange(first) == refused)
    gateway.advance(by: 1)
    #expect(try await exchange(second) == refused)
  }

  @Test func aRefreshTokenIsReplacedWhenItIsUsed() async throws {
    let gateway = try TestGateway()
    let linked = try await gateway.post("/provisioning/account_requests", Self.accountRequest).json
    let bearer = linked["credentials"]?["bearer"]
    let refresh = bearer?["refresh_token"]?.string ?? ""
    func exchange() async throws -> Answer {
      try await gateway.post(
        "/provisioning/oauth/token",
        form: [(name: "grant_type", value: "refresh_token"), (name: "refresh_token", value: refresh)])
    }
    let answer = try await exchange()
    #expect(answer.status == 200)
    let access = answer.json["access_token"]?.string ?? ""
    #expect(access != Self.access)
    #expect(answer.json["refresh_token"]?.string != refresh)
    #expect(
      try await exchange()
        == Answer(
          400, #"{"error":"invalid_grant","error_description":"The refresh token is unknown or was used"}"#))
    #expect(
      try await gateway.post("/provisioning/resources", as: Self.access, Self.resource)
        == Answer(401, #"{"error":{"code":"unauthorized","message":"Invalid access token"}}"#))
    #expect(try await gateway.post("/provisioning/resources", as: access, Self.resource).status == 200)
    gateway.advance(by: 30 * 86_400)
    #expect(
      try await gateway.post("/provisioning/resources", as: access, Self.resource)
        == Answer(401, #"{"error":{"code":"unauthorized","message":"The access token has expired"}}"#))
  }

  static let malformedForms: [([(name: String, value: String)], String)] = [
    ([], "invalid_request"), ([(name: "grant_type", value: "password")], "unsupported_grant_type"),
    ([(name: "grant_type", value: "refresh_token")], "invalid_request"),
    ([(name: "grant_type", value: "authorization_code"), (name: "code", value: "x")], "invalid_grant"),
  ]

  @Test(arguments: malformedForms)
  func aMalformedExchangeIsRefused(form: [(name: String, value: String)], code: String) async throws {
    let answer = try await TestGateway().post("/provisioning/oauth/token", form: form)
    #expect(answer.status == 400)
    #expect(answer.json["error"]?.string == code)
  }

  @Test func aJSONBodyIsNoForm() async throws {
    #expect(
      try await TestGateway().post("/provisioning/oauth/token", ["grant_type": "refresh_token"])
        == Answer(
          400,
          """
          {"error":"invalid_request","error_description":"expected application/x-www-form-urlencoded as the body"}
          """))
  }

  @Test func aDeepLinkLastsFiveMinutes() async throws {
    let gateway = try await Self.linked()
    let answer = try await gateway.post("/provisioning/deep_links", as: Self.access, ["purpose": "dashboard"]).json
    #expect(answer["purpose"] == "dashboard")
    #expect(answer["url"]?.string?.hasPrefix("http://127.0.0.1:4790/dashboard?link=mgdl_sandbox_") == true)
    #expect(answer["expires_at"] == "2026-08-05T12:05:00Z")
    for path in ["", "keys", "//evil.example", "/a\\b", "/a\nb"] {
      let body: JSON = ["purpose": "dashboard", "path": .string(path)]
      #expect(try await gateway.post("/provisioning/deep_links", as: Self.access, body).status == 400)
    }
    #expect(
      try await gateway.post("/provisioning/deep_links", ["purpose": "dashboard"])
        == Answer(401, #"{"error":{"code":"unauthorized","message":"Missing Authentication header"}}"#))
  }
}
