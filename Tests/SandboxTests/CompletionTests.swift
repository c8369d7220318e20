import Gateway
import JSON
import Testing

struct CompletionTests {
  static let hello: JSON = [
    "model": "openai/gpt-4.1-mini", "max_tokens": 16, "messages": [["role": "user", "content": "Hello!"]],
  ]
  static let free: JSON = [
    "model": "deepseek/deepseek-r1:free", "max_tokens": 16, "messages": [["role": "user", "content": "Hello!"]],
  ]

  static func paying(_ credits: JSON = 1) async throws -> (TestGateway, String) {
    let gateway = try TestGateway()
    try await gateway.addCredits(credits)
    return (gateway, try await gateway.mintKey())
  }

  /// 6 prompt tokens at $0.4 and 16 completion tokens at $1.6 a million.
  @Test func aCompletionIsAnsweredAndCharged() async throws {
    let (gateway, key) = try await Self.paying()
    let answer = try await gateway.post("/chat/completions", as: key, Self.hello)
    #expect(
      answer
        == Answer(
          200,
          """
          {"id":"gen-1785931200-3","object":"chat.completion","created":1785931200,"model":"openai/gpt-4.1-mini",\
          "provider":"Sandbox","choices":[{"index":0,"finish_reason":"length","native_finish_reason":"length",\
          "message":{"role":"assistant","content":"This is the ModelGates sandbox in place of OpenAI: GPT-4.1 Mini.",\
          "refusal":null}}],\
          "usage":{"prompt_tokens":6,"completion_tokens":16,"total_tokens":22,"cost":0.000028}}
          """))
    let info = try await gateway.get("/key", as: key).json["data"]
    for name in ["usage", "usage_daily", "usage_weekly", "usage_monthly"] {
      #expect(info?[name]?.description == "0.000028")
    }
    #expect(
      try await gateway.get("/credits", as: TestGateway.management)
        == Answer(200, #"{"data":{"total_credits":1,"total_usage":0.000028}}"#))
  }

  @Test func aGenerationCanBeLookedUp() async throws {
    let (gateway, key) = try await Self.paying()
    _ = try await gateway.post("/chat/completions", as: key, Self.hello)
    let id = [(name: "id", value: "gen-1785931200-3")]
    let data = try await gateway.get("/generation", id, as: key).json["data"]
    #expect(data?["total_cost"]?.description == "0.000028")
    #expect(data?["tokens_prompt"] == 6)
    #expect(data?["tokens_completion"] == 16)
    #expect(data?["model"] == "openai/gpt-4.1-mini")
    #expect(data?["created_at"] == "2026-08-05T12:00:00Z")
    #expect(data?.object?.count == 42)
    #expect(try await gateway.get("/generation", [(name: "id", value: "gen-0-0")], as: key) == KeyTests.notFound)
    #expect(try await gateway.get("/generation", id) == KeyTests.missing)
  }

  @Test func aStreamHasTheTextAndThenItsEnd() async throws {
    let (gateway, key) = try await Self.paying()
    var request = Self.hello.object ?? [:]
    request["stream"] = true
    let response = try await gateway.response(.post, "/chat/completions", as: key, .json(.object(request)))
    #expect(response[field: "content-type"] == "text/event-stream")
    let common =
      #""id":"gen-1785931200-3","object":"chat.completion.chunk","created":1785931200,"model":"openai/gpt-4.1-mini","provider":"Sandbox""#
    #expect(
      Answer(response).body == """
        data: {\(common),"choices":[{"index":0,"delta":{"role":"assistant",\
        "content":"This is the ModelGates sandbox in place of OpenAI: GPT-4.1 Mini."},"finish_reason":null}]}

        data: {\(common),"choices":[{"index":0,"delta":{"content":""},"finish_reason":"length"}],\
        "usage":{"prompt_tokens":6,"completion_tokens":16,"total_tokens":22,"cost":0.000028}}

        data: [DONE]


        """)
  }

  @Test func managementKeysCannotComplete() async throws {
    let gateway = try TestGateway()
    #expect(
      try await gateway.post("/chat/completions", as: TestGateway.management, Self.hello)
        == Answer(403, #"{"error":{"code":403,"message":"Management keys can't be used for completions"}}"#))
    #expect(try await gateway.post("/chat/completions", Self.hello) == KeyTests.missing)
  }

  static let insufficient = Answer(
    402,
    #"{"error":{"code":402,"message":"Insufficient credits. Add more using https://modelgates.ai/settings/credits"}}"#)

  @Test func paidModelsNeedCredits() async throws {
    let gateway = try TestGateway()
    let key = try await gateway.mintKey()
    #expect(try await gateway.post("/chat/completions", as: key, Self.hello) == Self.insufficient)
    #expect(try await gateway.post("/chat/completions", as: key, Self.free).status == 200)
  }

  @Test func creditsMustCoverTheLongestAnswer() async throws {
    let (gateway, key) = try await Self.paying(.decimal("0.000020"))
    #expect(
      try await gateway.post("/chat/completions", as: key, Self.hello)
        == Answer(
          402,
          """
          {"error":{"code":402,"message":"This request requires more credits, or fewer max_tokens. You requested up to \
          16 tokens, but can only afford 11. To increase, visit https://modelgates.ai/settings/credits and add more credits"}}
          """))
    var shorter = Self.hello.object ?? [:]
    shorter["max_tokens"] = 11
    #expect(try await gateway.post("/chat/completions", as: key, .object(shorter)).status == 200)
    #expect(
      try await gateway.get("/credits", as: TestGateway.management)
        == Answer(200, #"{"data":{"total_credits":0.00002,"total_usage":0.00002}}"#))
  }

  @Test func aNegativeBalanceBlocksFreeModelsToo() async throws {
    let gateway = try TestGateway()
    let key = try await gateway.mintKey()
    try await gateway.addCredits(-1)
    #expect(try await gateway.post("/chat/completions", as: key, Self.free) == Self.insufficient)
    try await gateway.addCredits(1)
    #expect(try await gateway.post("/chat/completions", as: key, Self.free).status == 200)
  }

  @Test func aSpentLimitBlocksTheKeyUntilItResets() async throws {
    let (gateway, _) = try await Self.paying()
    let key = try await gateway.mintKey(["name": "x", "limit": .decimal("0.000028"), "limit_reset": "daily"])
    #expect(try await gateway.post("/chat/completions", as: key, Self.hello).status == 200)
    #expect(try await gateway.get("/key", as: key).json["data"]?["limit_remaining"] == 0)
    #expect(
      try await gateway.post("/chat/completions", as: key, Self.hello)
        == Answer(
          403,
          """
          {"error":{"code":403,"message":"Key limit exceeded (daily limit). Manage it using \
          https://modelgates.ai/settings/keys"}}
          """))
    gateway.advance(by: 12 * 3600 - 1)
    #expect(try await gateway.post("/chat/completions", as: key, Self.hello).status == 403)
    gateway.advance(by: 1)
    #expect(try await gateway.post("/chat/completions", as: key, Self.hello).status == 200)
  }

  /// The start is a Wednesday in August at noon.
  @Test func usageIsCountedByDayWeekAndMonthOfUTC() async throws {
    let (gateway, key) = try await Self.paying()
    let hour: Int64 = 3600
    func usage() async throws -> [String] {
      let data = try await gateway.get("/key", as: key).json["data"]
      return ["usage_daily", "usage_weekly", "usage_monthly", "usage"].map { data?[$0]?.description ?? "" }
    }
    _ = try await gateway.post("/chat/completions", as: key, Self.hello)
    gateway.advance(by: 12 * hour - 1)
    #expect(try await usage() == ["0.000028", "0.000028", "0.000028", "0.000028"])
    gateway.advance(by: 1)
    #expect(try await usage() == ["0", "0.000028", "0.000028", "0.000028"])
    _ = try await gateway.post("/chat/completions", as: key, Self.hello)
    #expect(try await usage() == ["0.000028", "0.000056", "0.000056", "0.000056"])
    gateway.advance(by: 4 * 24 * hour - 1)
    #expect(try await usage() == ["0", "0.000056", "0.000056", "0.000056"])
    gateway.advance(by: 1)
    #expect(try await usage() == ["0", "0", "0.000056", "0.000056"])
    gateway.advance(by: 22 * 24 * hour - 1)
    #expect(try await usage() == ["0", "0", "0.000056", "0.000056"])
    gateway.advance(by: 1)
    #expect(try await usage() == ["0", "0", "0", "0.000056"])
  }

  @Test func freeModelsAnswerTwentyTimesAMinute() async throws {
    let gateway = try TestGateway()
    let (first, second) = (try await gateway.mintKey(), try await gateway.mintKey())
    for _ in 0..<20 { #expect(try await gateway.post("/chat/completions", as: first, Self.free).status == 200) }
    gateway.advance(by: 10)
    // Another key of the account doesn't help.
    let response = try await gateway.response(.post, "/chat/completions", as: second, .json(Self.free))
    #expect(
      Answer(response)
        == Answer(
          429,
          """
          {"error":{"code":429,"message":"Rate limit exceeded: free-models-per-min","metadata":\
          {"error_type":"rate_limit_exceeded","headers":{"X-RateLimit-Limit":"20","X-RateLimit-Remaining":"0",\
          "X-RateLimit-Reset":"1785931260000"}}}}
          """))
    #expect(response[field: "Retry-After"] == "50")
    #expect(response[field: "X-RateLimit-Limit"] == "20")
    #expect(response[field: "X-RateLimit-Remaining"] == "0")
    #expect(response[field: "X-RateLimit-Reset"] == "1785931260000")
    gateway.advance(by: 50)
    #expect(try await gateway.post("/chat/completions", as: second, Self.free).status == 200)
  }

  @Test(arguments: [(JSON.decimal("9.99"), 50), (10, 1000)])
  func freeModelsAnswerMoreADayToWhoHasBoughtCredits(credits: JSON, limit: Int) async throws {
    let gateway = try TestGateway()
    let key = try await gateway.mintKey()
    try await gateway.addCredits(credits)
    for request in 0..<50 {
      if request % 20 == 0 { gateway.advance(by: 60) }
      #expect(try await gateway.post("/chat/completions", as: key, Self.free).status == 200)
    }
    let next = try await gateway.response(.post, "/chat/completions", as: key, .json(Self.free))
    #expect(next.status == (limit == 50 ? 429 : 200))
    guard limit == 50 else { return }
    #expect(next[field: "X-RateLimit-Limit"] == "50")
    #expect(next[field: "Retry-After"] == String(12 * 3600 - 180))
    gateway.advance(by: 12 * 3600 - 180)
    #expect(try await gateway.post("/chat/completions", as: key, Self.free).status == 200)
  }

  @Test func aRouterAnswersByAnotherModel() async throws {
    let (gateway, key) = try await Self.paying()
    var request = Self.hello.object ?? [:]
    request["model"] = "modelgates/auto"
    let answer = try await gateway.post("/chat/completions", as: key, .object(request)).json
    #expect(answer["model"] == "openai/gpt-4.1-mini")
    request["model"] = "modelgates/free"
    let free = try await gateway.post("/chat/completions", as: key, .object(request)).json
    #expect(free["model"]?.string?.hasSuffix(":free") == true)
    #expect(free["usage"]?["cost"] == 0)
  }
}
