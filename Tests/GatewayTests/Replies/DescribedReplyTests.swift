import Gateway
import Testing

/// Replies as the API's description has them: with the members that it demands and nothing else, nullable ones null; and with
/// every member, and some that nobody has described.
struct DescribedReplyTests {
  private static let key = Secret("no-prefix-at-all~1")

  private static let demandedKey = """
    "byok_usage":0,"byok_usage_daily":0,"byok_usage_monthly":0,"byok_usage_weekly":0,"created_at":"2026-08-01T00:00:00Z",\
    "creator_user_id":null,"disabled":false,"hash":"ab","include_byok_in_limit":false,"label":"l","limit":null,\
    "limit_remaining":null,"limit_reset":null,"name":"n","updated_at":null,"usage":0,"usage_daily":0,"usage_monthly":0,\
    "usage_weekly":0,"workspace_id":"w"
    """

  private static let wholeKey = """
    "byok_usage":1e-05,"byok_usage_daily":1,"byok_usage_monthly":1.5,"byok_usage_weekly":1,"created_at":"c",\
    "creator_user_id":"u","disabled":true,"expires_at":"2027-12-31T23:59:59Z","hash":"ab","include_byok_in_limit":true,\
    "label":"l","limit":100,"limit_remaining":74.5,"limit_reset":"fortnightly","name":"n","updated_at":"u","usage":25.5,\
    "usage_daily":1,"usage_monthly":1,"usage_weekly":1,"workspace_id":"w","new":{"a":[null,{}]},"":0
    """

  @Test func keysAreRead() async throws {
    for (members, isWhole) in [(Self.demandedKey, false), (Self.wholeKey, true)] {
      let client = GatewayClient(ScriptedPort(.http(200, #"{"data":{\#(members)},"new":[]}"#)))
      let record = try await client.setKey(hash: "ab", limit: nil, reset: nil)
      #expect(record.hash.text == "ab" && record.name?.text == "n" && record.disabled == isWhole)
      #expect(record.limit == (isWhole ? 100 : nil))
      let minting = ScriptedPort(.http(201, #"{"key":"no-prefix-at-all~1","data":{\#(members)},"new":1}"#))
      let minted = try await GatewayClient(minting).createKey(name: "n")
      #expect(minted.key == Self.key && minted.record.hash.text == "ab")
      let listing = ScriptedPort(
        .http(200, #"{"data":[{\#(members)}],"new":1}"#), .http(200, #"{"data":[],"new":1}"#))
      #expect(try await GatewayClient(listing).keys().map(\.hash.text) == ["ab"])
    }
    let deletion = ScriptedPort(.http(200, #"{"deleted":true,"new":1}"#))
    try await GatewayClient(deletion).deleteKey(hash: "ab")
  }

  @Test func keyInformationIsRead() async throws {
    let demanded = """
      {"data":{"byok_usage":0,"byok_usage_daily":0,"byok_usage_monthly":0,"byok_usage_weekly":0,"creator_user_id":null,\
      "include_byok_in_limit":false,"is_free_tier":false,"is_management_key":false,"is_provisioning_key":false,"label":"l",\
      "limit":null,"limit_remaining":null,"limit_reset":null,"rate_limit":{"interval":"1h","note":"n","requests":1000},\
      "usage":0,"usage_daily":0,"usage_monthly":0,"usage_weekly":0}}
      """
    let bare = try await GatewayClient(ScriptedPort(.http(200, demanded))).keyInfo(key: Self.key)
    #expect(bare.limit == nil && bare.limitRemaining == nil && bare.expiresAt == nil && !bare.isFreeTier)

    let everything = """
      {"data":{"byok_usage":1,"byok_usage_daily":1,"byok_usage_monthly":1,"byok_usage_weekly":1,"creator_user_id":"u",\
      "expires_at":"2027-12-31T23:59:59Z","include_byok_in_limit":true,"is_free_tier":true,"is_management_key":true,\
      "is_provisioning_key":true,"label":"l","limit":10,"limit_remaining":-0.5,"limit_reset":"monthly",\
      "rate_limit":null,"usage":1e-05,"usage_daily":1,"usage_monthly":1,"usage_weekly":1,"new":{}},"new":[]}
      """
    let whole = try await GatewayClient(ScriptedPort(.http(200, everything))).keyInfo(key: Self.key)
    #expect(whole.limitRemaining?.description == "-0.50" && whole.usage.text(minimumDecimals: 0) == "0.00001")
    #expect(whole.isFreeTier && whole.expiresAt?.text == "2027-12-31T23:59:59Z")

    // What older gateways leave out, or send as null although they shouldn't.
    for data in ["{}", #"{"usage":null,"is_free_tier":null,"label":null,"include_byok_in_limit":null}"#] {
      let info = try await GatewayClient(ScriptedPort(.http(200, #"{"data":\#(data)}"#))).keyInfo(key: Self.key)
      #expect(info.usage == 0 && !info.isFreeTier && info.label == nil)
    }
  }

  @Test func creditsAreRead() async throws {
    for data in [
      #"{"total_credits":100,"total_usage":25.5}"#, #"{"total_credits":1e2,"total_usage":2.55e1,"new":null}"#,
    ] {
      let credits = try await GatewayClient(ScriptedPort(.http(200, #"{"data":\#(data),"new":0}"#))).credits()
      #expect(credits.remaining.description == "74.50")
    }
  }

  private static let demandedModel = """
    {"architecture":{"input_modalities":[],"modality":null,"output_modalities":[]},"canonical_slug":"a/b",\
    "context_length":null,"created":0,"default_parameters":null,"id":"a/b","links":{"details":"/d"},"name":"B",\
    "per_request_limits":null,"pricing":{"completion":"0","prompt":"0"},"supported_parameters":[],"supported_voices":null,\
    "top_provider":{"is_moderated":false}}
    """

  private static let wholeModel = """
    {"alias_target":{"name":"n","slug":"s"},"architecture":{"input_modalities":["text","smell"],"instruct_type":"x",\
    "modality":"text->text","output_modalities":["text"],"tokenizer":"Unheard"},"benchmarks":{"design_arena":[]},\
    "canonical_slug":"a/b-1","context_length":1000000,"created":1700000000,"default_parameters":{"temperature":0.5},\
    "description":"d","expiration_date":"2027-01-01","hugging_face_id":"h","id":"a/b","knowledge_cutoff":"2026-01",\
    "links":{"details":"/d"},"name":"B","per_request_limits":{"completion_tokens":1,"prompt_tokens":1},\
    "pricing":{"completion":"0.0000016","discount":0.1,"overrides":[{"prompt":"1"}],"prompt":"0.0000004","new":{}},\
    "reasoning":{"mandatory":false},"supported_parameters":["tools","new"],"supported_voices":["v"],\
    "top_provider":{"context_length":900000,"is_moderated":true,"max_completion_tokens":1000},"new":[{}]}
    """

  @Test func modelsAreRead() async throws {
    let listing =
      #"{"data":[\#(Self.demandedModel),\#(Self.wholeModel)],"links":{"next":null},"total_count":2,"new":1}"#
    let models = try await GatewayClient(ScriptedPort(.http(200, listing))).models()
    #expect(models.count == 2 && models[0].contextLength == nil && models[0].isFree)
    #expect(models[1].inputModalities == ["text", "smell"] && models[1].supportsTools)
    #expect(models[1].promptPrice.perMillionText == "0.40" && models[1].topProvider?.maxCompletionTokens == 1000)
    for model in [Self.demandedModel, Self.wholeModel] {
      let port = ScriptedPort(.http(200, #"{"data":\#(model),"new":1}"#))
      #expect(try await GatewayClient(port).model(id: "a/b").name?.text == "B")
      _ = ModelDetails(try await GatewayClient(port).model(id: "a/b"))
    }
  }

  @Test func modelsThatGiveOtherThanTextAreAskedForWhereTheyMatter() async throws {
    let port = ScriptedPort(.http(200, #"{"data":[]}"#))
    var query = ModelQuery()
    _ = try await GatewayClient(port).models(query)
    query.outputModality = "image"
    _ = try await GatewayClient(port).models(query)
    #expect(port.requests == ["GET /models", "GET /models?output_modalities=all"])
  }
}
