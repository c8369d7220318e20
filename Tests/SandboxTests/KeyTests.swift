import Gateway
import JSON
import Testing

struct KeyTests {
  static let minted = "sk-mg-v1-sandboxacd51599ff6e57589fd1d5577c9e486ea523928db6dbea79"
  static let hash = "75db56c6cb5fc6205df8a83c24dd2dc19f9ed63f3dcf71663fa78456d3d1ebf9"

  static let missing = Answer(401, #"{"error":{"code":401,"message":"Missing Authentication header"}}"#)
  static let invalid = Answer(401, #"{"error":{"code":401,"message":"Invalid API key"}}"#)
  static let forbidden = Answer(
    403, #"{"error":{"code":403,"message":"Only management keys can perform this operation"}}"#)
  static let notFound = Answer(404, #"{"error":{"code":404,"message":"Resource not found"}}"#)

  static let view = """
    {"hash":"\(hash)","name":"ci","disabled":false,"label":"sk-mg-v1-san...a79","limit":25.5,"limit_reset":"monthly",\
    "limit_remaining":25.5,"include_byok_in_limit":true,"usage":0,"usage_daily":0,"usage_weekly":0,"usage_monthly":0,\
    "byok_usage":0,"byok_usage_daily":0,"byok_usage_weekly":0,"byok_usage_monthly":0,\
    "expires_at":"2027-01-31T12:00:00Z","creator_user_id":null,"created_at":"2026-08-05T12:00:00Z","updated_at":null,\
    "workspace_id":"ws_sandbox000001"}
    """
  static let request: JSON = [
    "name": "ci", "limit": .decimal("25.5"), "limit_reset": "monthly", "include_byok_in_limit": true,
    "expires_at": "2027-01-31T12:00:00.000Z",
  ]

  @Test func aKeyIsShownOnceWhenItIsMade() async throws {
    let gateway = try TestGateway()
    let answer = try await gateway.post("/keys", as: TestGateway.management, Self.request)
    #expect(answer == Answer(201, #"{"data":\#(Self.view),"key":"\#(Self.minted)"}"#))
    #expect(
      try await gateway.get("/keys/\(Self.hash)", as: TestGateway.management) == Answer(200, #"{"data":\#(Self.view)}"#)
    )
    #expect(try await gateway.get("/keys", as: TestGateway.management) == Answer(200, #"{"data":[\#(Self.view)]}"#))
  }

  @Test func aKeyKnowsItself() async throws {
    let gateway = try TestGateway()
    let key = try await gateway.mintKey()
    let body = """
      {"data":{"label":"sk-mg-v1-san...a79","limit":null,"limit_reset":null,"limit_remaining":null,\
      "include_byok_in_limit":false,"usage":0,"usage_daily":0,"usage_weekly":0,"usage_monthly":0,"byok_usage":0,\
      "byok_usage_daily":0,"byok_usage_weekly":0,"byok_usage_monthly":0,"expires_at":null,"creator_user_id":null,\
      "is_free_tier":true,"is_management_key":false,"is_provisioning_key":false,\
      "rate_limit":{"requests":-1,"interval":"10s","note":"This field is deprecated and safe to ignore."}}}
      """
    #expect(try await gateway.get("/key", as: key) == Answer(200, body))
    let management = try await gateway.get("/key", as: TestGateway.management).json
    #expect(management["data"]?["is_management_key"] == true)
    #expect(management["data"]?["is_provisioning_key"] == true)
  }

  @Test func creditsAreForManagementKeys() async throws {
    let gateway = try TestGateway()
    #expect(
      try await gateway.get("/credits", as: TestGateway.management)
        == Answer(200, #"{"data":{"total_credits":0,"total_usage":0}}"#))
    #expect(try await gateway.get("/credits") == Self.missing)
    #expect(try await gateway.get("/credits", as: "sk-mg-v1-unknown") == Self.invalid)
    let key = try await gateway.mintKey()
    #expect(try await gateway.get("/credits", as: key) == Self.forbidden)
  }

  @Test func buyingCreditsEndsTheFreeTier() async throws {
    let gateway = try TestGateway()
    let key = try await gateway.mintKey()
    let answer = try await gateway.post(
      "/sandbox/credits", as: TestGateway.management, ["amount": .decimal("12.345678901234")])
    #expect(answer == Answer(200, #"{"data":{"total_credits":12.345678901234,"total_usage":0}}"#))
    #expect(try await gateway.get("/key", as: key).json["data"]?["is_free_tier"] == false)
  }

  @Test func whoHasNoManagementKeyManagesNothing() async throws {
    let gateway = try TestGateway()
    let key = try await gateway.mintKey()
    #expect(try await gateway.get("/keys", as: key) == Self.forbidden)
    #expect(try await gateway.post("/keys", as: key, ["name": "x"]) == Self.forbidden)
    #expect(try await gateway.get("/keys/\(Self.hash)", as: key) == Self.forbidden)
    #expect(try await gateway.patch("/keys/\(Self.hash)", as: key, [:]) == Self.forbidden)
    #expect(try await gateway.delete("/keys/\(Self.hash)", as: key) == Self.forbidden)
    #expect(try await gateway.post("/sandbox/credits", as: key, ["amount": 5]) == Self.forbidden)
    #expect(try await gateway.post("/sandbox/payment_method", as: key) == Self.forbidden)
  }

  @Test func aDisabledKeyIsRefusedUntilItIsEnabled() async throws {
    let gateway = try TestGateway()
    let key = try await gateway.mintKey()
    let path = "/keys/\(Self.hash)"
    gateway.advance(by: 60)
    let changed = try await gateway.patch(path, as: TestGateway.management, ["disabled": true, "name": "old"]).json
    #expect(changed["data"]?["disabled"] == true)
    #expect(changed["data"]?["name"] == "old")
    #expect(changed["data"]?["updated_at"] == "2026-08-05T12:01:00Z")
    #expect(
      try await gateway.get("/key", as: key)
        == Answer(401, #"{"error":{"code":401,"message":"This API key is disabled"}}"#))
    #expect(try await gateway.get("/keys", as: TestGateway.management) == Answer(200, #"{"data":[]}"#))
    let all = try await gateway.get("/keys", [(name: "include_disabled", value: "true")], as: TestGateway.management)
    #expect(all.json["data"]?.array?.count == 1)
    _ = try await gateway.patch(path, as: TestGateway.management, ["disabled": false])
    #expect(try await gateway.get("/key", as: key).status == 200)
  }

  @Test func aNullLimitTakesTheLimitAway() async throws {
    let gateway = try TestGateway()
    _ = try await gateway.mintKey(["name": "x", "limit": 5, "limit_reset": "daily"])
    let path = "/keys/\(Self.hash)"
    let kept = try await gateway.patch(path, as: TestGateway.management, ["name": "y"]).json
    #expect(kept["data"]?["limit"] == 5)
    let gone = try await gateway.patch(path, as: TestGateway.management, ["limit": nil, "limit_reset": nil]).json
    #expect(gone["data"]?["limit"] == .null)
    #expect(gone["data"]?["limit_reset"] == .null)
    #expect(gone["data"]?["limit_remaining"] == .null)
  }

  @Test func aKeyExpires() async throws {
    let gateway = try TestGateway()
    let key = try await gateway.mintKey(["name": "x", "expires_at": "2026-08-05T12:00:10Z"])
    gateway.advance(by: 9)
    #expect(try await gateway.get("/key", as: key).status == 200)
    gateway.advance(by: 1)
    #expect(
      try await gateway.get("/key", as: key)
        == Answer(401, #"{"error":{"code":401,"message":"This API key has expired"}}"#))
  }

  @Test func aDeletedKeyIsGone() async throws {
    let gateway = try TestGateway()
    let key = try await gateway.mintKey()
    let path = "/keys/\(Self.hash)"
    #expect(try await gateway.delete(path, as: TestGateway.management) == Answer(200, #"{"deleted":true}"#))
    #expect(try await gateway.get("/key", as: key) == Self.invalid)
    #expect(try await gateway.delete(path, as: TestGateway.management) == Self.notFound)
    #expect(try await gateway.get(path, as: TestGateway.management) == Self.notFound)
    #expect(try await gateway.patch(path, as: TestGateway.management, ["disabled": false]) == Self.notFound)
  }

  @Test func keysComeInPagesOfAHundred() async throws {
    let keys = (0..<101).map { number in
      #"{"hash":"\#(number)","label":"l","name":"key \#(number)","account":"acct_sandbox000001","created_at":1785931200},"#
    }
    let state = TestGateway.emptyState.replacing(#""keys":["#, with: #""keys":["# + keys.joined())
    let gateway = try TestGateway(state: state)
    let first = try await gateway.get("/keys", as: TestGateway.management).json["data"]?.array
    #expect(first?.count == 100)
    let rest = try await gateway.get("/keys", [(name: "offset", value: "100")], as: TestGateway.management)
    #expect(rest.json["data"]?.array?.map { $0["name"] } == ["key 100"])
  }

  @Test func theSameIdempotencyKeyMakesOneKey() async throws {
    let gateway = try TestGateway()
    let first = try await gateway.post("/keys", as: TestGateway.management, key: "op_1", ["name": "a"])
    let second = try await gateway.post("/keys", as: TestGateway.management, key: "op_1", ["name": "a"])
    #expect(first == second)
    #expect(try await gateway.get("/keys", as: TestGateway.management).json["data"]?.array?.count == 1)
    #expect(
      try await gateway.post("/keys", as: TestGateway.management, key: "op_1", ["name": "b"])
        == Answer(409, #"{"error":{"code":409,"message":"The idempotency key was used for another request"}}"#))
  }

  @Test func managementKeysCanBeMinted() async throws {
    let gateway = try TestGateway()
    let answer = try await gateway.post("/sandbox/management_keys", as: TestGateway.management, ["name": "second"])
    #expect(answer.status == 201)
    let key = try #require(answer.json["key"]?.string)
    #expect(key.hasPrefix("sk-mg-sandbox-management-"))
    #expect(try await gateway.get("/credits", as: key).status == 200)
    #expect(try await gateway.get("/keys", as: key) == Answer(200, #"{"data":[]}"#))
  }
}
