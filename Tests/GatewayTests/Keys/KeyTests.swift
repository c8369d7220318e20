import Gateway
import JSON
import Testing

@Suite struct KeyTests {
  @Test func creditsAreExactAndMayBeNegative() async throws {
    let port = ScriptedPort(.http(200, #"{"data":{"total_credits":100.5,"total_usage":100.75}}"#))
    let credits = try await GatewayClient(port).credits()
    #expect(credits.remaining.description == "-0.25")
    #expect(port.requests == ["GET /credits bearer=mk-manage"])
  }

  @Test func aKeyThatTheGatewayEchoesIsNotHandedOn() async throws {
    let port = ScriptedPort(.http(200, #"{"data":{"label":"Bearer sk-mg-v1-0123456789","usage":0}}"#))
    let info = try await GatewayClient(port).keyInfo(key: Secret("sk-mg-v1-0123456789"))
    #expect(info.label?.text == "Bearer ‹secret›")
  }

  @Test func keyInfoOfTheDocumentationIsRead() async throws {
    let port = ScriptedPort(
      .http(
        200,
        """
        {"data":{"label":"sk-mg-v1-au7...890","limit":null,"limit_reset":null,"limit_remaining":null,
        "include_byok_in_limit":false,"usage":25.5,"usage_daily":0.1,"usage_weekly":0.2,"usage_monthly":0.3,
        "byok_usage":0,"byok_usage_daily":0,"byok_usage_weekly":0,"byok_usage_monthly":0,"is_free_tier":true,
        "rate_limit":{"interval":"10s","requests":-1,"note":"deprecated"},"something_new":[1]}}
        """))
    let info = try await GatewayClient(port).keyInfo(key: Secret("sk-a"))
    #expect(info.limit == nil)
    #expect(info.usage.description == "25.50")
    #expect(info.isFreeTier)
    #expect(port.requests == ["GET /key bearer=sk-a"])
  }

  @Test func mintedKeyStandsBesideTheData() async throws {
    let port = ScriptedPort(
      .http(201, #"{"data":{"hash":"ab12","name":"app","disabled":false,"limit":10},"key":"sk-new-1"}"#))
    let minted = try await GatewayClient(port).createKey(name: "app", limit: 10, limitReset: .monthly)
    #expect(minted.key.revealed == "sk-new-1")
    #expect(minted.record.hash.text == "ab12")
    #expect(port.requests == [#"POST /keys bearer=mk-manage {"name":"app","limit":10,"limit_reset":"monthly"}"#])
    #expect(!"\(minted)".contains("sk-new-1"))
  }

  @Test(arguments: [#""""#, #""a b""#, #""a\nb""#, #""é""#, "7", "null"])
  func unusableKeysAreRefused(key: String) async {
    let port = ScriptedPort(.http(201, #"{"data":{"hash":"ab12"},"key":\#(key)}"#))
    let error = await #expect(throws: GatewayError.self) { try await GatewayClient(port).createKey(name: "app") }
    #expect(error?.code == .invalidResponse)
    #expect(error?.mayHaveTakenEffect == true)
  }

  @Test func listingIsFollowedPageByPage() async throws {
    let port = ScriptedPort(
      .http(200, #"{"data":[{"hash":"a"},{"hash":"b"}]}"#), .http(200, #"{"data":[{"hash":"c"}]}"#),
      .http(200, #"{"data":[]}"#))
    #expect(try await GatewayClient(port).keys().map(\.hash.text) == ["a", "b", "c"])
    #expect(
      port.requests.map { $0.split(separator: " ")[1] } == [
        "/keys?include_disabled=true&offset=0", "/keys?include_disabled=true&offset=2",
        "/keys?include_disabled=true&offset=3",
      ])
  }

  @Test func gatewayThatRepeatsItsPageIsNotAskedForever() async throws {
    let port = ScriptedPort(.http(200, #"{"data":[{"hash":"a"}]}"#))
    #expect(try await GatewayClient(port).keys().map(\.hash.text) == ["a"])
    #expect(port.requests.count == 2)
  }

  @Test func keysAreChangedByTheirHash() async throws {
    let port = ScriptedPort(.http(200, #"{"data":{"hash":"a/b","limit":5}}"#))
    let client = GatewayClient(port)
    try await client.setKey(hash: "a/b", disabled: true)
    #expect(try await client.setKey(hash: "ab", limit: USD("0.5"), reset: nil).limit == 5)
    try await client.deleteKey(hash: "ab")
    #expect(
      port.requests == [
        #"PATCH /keys/a%2Fb bearer=mk-manage {"disabled":true}"#,
        #"PATCH /keys/ab bearer=mk-manage {"limit":0.5,"limit_reset":null}"#,
        "DELETE /keys/ab bearer=mk-manage",
      ])
  }

  @Test(arguments: ["", ".", "..", String(repeating: "a", count: 201)])
  func hashesThatAreNoPathSegmentAreRefused(hash: String) async {
    let port = ScriptedPort(.http(200, "{}"))
    let error = await #expect(throws: GatewayError.self) { try await GatewayClient(port).deleteKey(hash: hash) }
    #expect(error?.code == .invalidRequest)
    #expect(port.requests.isEmpty)
  }

  @Test func completionAlwaysLimitsItsTokens() async throws {
    let port = ScriptedPort(
      .http(
        200,
        #"{"model":"a/b","choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1,"cost":0.0001}}"#
      ))
    let completion = try await GatewayClient(port)
      .complete(model: "a/b", messages: [ChatMessage(.user, "Hi")], maxTokens: 5, key: Secret("sk-a"))
    #expect(completion.text.text == "Hello")
    #expect(completion.cost == USD("0.0001"))
    #expect(
      port.requests == [
        #"POST /chat/completions bearer=sk-a {"model":"a/b","max_tokens":5,"messages":[{"role":"user","content":"Hi"}]}"#
      ])
  }
}
