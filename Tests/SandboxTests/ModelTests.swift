import Files
import Gateway
import JSON
import Testing

struct ModelTests {
  static func ids(_ answer: Answer) -> [String] {
    answer.json["data"]?.array?.compactMap { $0["id"]?.string } ?? []
  }

  static func models(_ query: [(name: String, value: String)]) async throws -> [JSON] {
    try await TestGateway().get("/models", query).json["data"]?.array ?? []
  }

  @Test func thereAreMoreThanThreeHundredModels() async throws {
    let gateway = try TestGateway()
    let answer = try await gateway.get("/models").json
    #expect(answer["data"]?.array?.count == 359)
    #expect(answer["total_count"] == 359)
    #expect(answer["links"] == ["next": nil])
    #expect(try await gateway.get("/models/count") == Answer(200, #"{"data":{"count":359}}"#))
    let all = try await gateway.get("/models/count", [(name: "output_modalities", value: "all")])
    #expect(all == Answer(200, #"{"data":{"count":373}}"#))
  }

  @Test func everyModelIsWhole() async throws {
    let models = try await Self.models([(name: "output_modalities", value: "all")])
    #expect(Set(models.compactMap { $0["id"]?.string }).count == 373)
    for model in models {
      let id = model["id"]?.string ?? ""
      #expect(id.split(separator: "/").count == 2)
      #expect(model["canonical_slug"]?.string?.isEmpty == false)
      #expect(model["name"]?.string?.isEmpty == false)
      #expect(model["created"]?.integer != nil)
      #expect((1...640).contains(model["description"]?.string?.utf8.count ?? 0), "\(id)")
      #expect((model["context_length"]?.integer ?? 0) > 0, "\(id)")
      let architecture = model["architecture"]
      #expect(architecture?["input_modalities"]?.array?.isEmpty == false)
      #expect(architecture?["output_modalities"]?.array?.isEmpty == false)
      #expect(architecture?["modality"]?.string?.contains("->") == true)
      #expect(architecture?["tokenizer"]?.string != nil)
      for price in model["pricing"]?.object ?? [:] { #expect(price.value.string.flatMap(Double.init) != nil, "\(id)") }
      #expect(model["pricing"]?["prompt"]?.string != nil)
      #expect(model["pricing"]?["completion"]?.string != nil)
      #expect(model["top_provider"]?["is_moderated"]?.bool != nil)
      #expect(model["supported_parameters"]?.array != nil)
      #expect(model["default_parameters"]?.object != nil)
      #expect(model["per_request_limits"] == JSON.null)
      #expect(model["supported_voices"] == JSON.null)
      #expect(model["links"]?["details"]?.string?.hasPrefix("/api/v1/models/") == true)
      #expect(!model.description.lowercased().contains("openrouter"))
    }
  }

  @Test func freeVariantsCostNothing() async throws {
    let free = try await Self.models([(name: "q", value: ":free")])
    #expect(free.count == 44)
    #expect(free.allSatisfy { $0["pricing"]?["prompt"] == "0" && $0["pricing"]?["completion"] == "0" })
  }

  @Test func aModelIsFoundByItsID() async throws {
    let answer = try await TestGateway().get("/model/openai/gpt-4o")
    #expect(
      answer
        == Answer(
          200,
          """
          {"data":{"id":"openai/gpt-4o","canonical_slug":"openai/gpt-4o","hugging_face_id":"","name":"OpenAI: GPT-4o",\
          "created":1715558400,"description":"GPT-4o (\\"o\\" for \\"omni\\") is OpenAI's latest AI model, supporting \
          both text and image inputs with text outputs.","context_length":128000,\
          "architecture":{"modality":"text+image+file->text","input_modalities":["text","image","file"],\
          "output_modalities":["text"],"tokenizer":"GPT","instruct_type":null},\
          "pricing":{"prompt":"0.0000025","completion":"0.00001","input_cache_read":"0.00000125"},\
          "top_provider":{"context_length":128000,"max_completion_tokens":16384,"is_moderated":true},\
          "per_request_limits":null,"supported_parameters":["frequency_penalty","logit_bias","logprobs","max_tokens",\
          "presence_penalty","response_format","seed","stop","structured_outputs","temperature","tool_choice","tools",\
          "top_logprobs","top_p","web_search_options"],"default_parameters":{},"supported_voices":null,\
          "expiration_date":null,"links":{"details":"/api/v1/models/openai/gpt-4o/endpoints"}}}
          """))
  }

  @Test(arguments: [
    ("/model/xiaomi/mimo-v2-omni", 200), ("/model/xiaomi/mimo-v2-omni-20260318", 200),
    ("/model/deepseek/deepseek-r1:free", 200), ("/model/deepseek/deepseek-r1%3Afree", 200),
    ("/model/openai%2Fgpt-4o", 404), ("/model/no/such", 404), ("/models/no/such/endpoints", 404),
    ("/model/openai", 404), ("/model/a/b/c", 404),
    ("/model/openai/%zz", 400), ("/model/openai/%ff", 400),
  ])
  func idsAndSlugsAreLookedUp(path: String, status: Int) async throws {
    #expect(try await TestGateway().get(path).status == status)
  }

  @Test func aModelHasOneEndpoint() async throws {
    let data = try await TestGateway().get("/models/openai/gpt-4.1-mini/endpoints").json["data"]
    #expect(data?["id"] == "openai/gpt-4.1-mini")
    let endpoint = data?["endpoints"]?.array?.first
    #expect(endpoint?["provider_name"] == "OpenAI")
    #expect(endpoint?["tag"] == "openai")
    #expect(endpoint?["pricing"]?["prompt"] == "0.0000004")
    #expect(endpoint?["status"] == 0)
    #expect(endpoint?["uptime_last_1d"] == JSON.null)
  }

  @Test func providersAreListedByName() async throws {
    let providers = try await TestGateway().get("/providers").json["data"]?.array ?? []
    #expect(providers.count == 33)
    #expect(
      providers.first?.description == """
        {"name":"AI21","slug":"ai21","privacy_policy_url":null,"terms_of_service_url":null,"status_page_url":null,\
        "headquarters":"IL","datacenters":null}
        """)
  }

  static let filters: [(query: [(name: String, value: String)], count: Int)] = [
    ([(name: "q", value: "GPT-4o mini")], 3),
    ([(name: "model_authors", value: "cohere,ai21")], 7),
    ([(name: "arch", value: "claude")], 16),
    ([(name: "context", value: "1000000"), (name: "model_authors", value: "openai")], 5),
    ([(name: "max_price", value: "0"), (name: "q", value: "llama")], 5),
    ([(name: "min_price", value: "15"), (name: "max_price", value: "15")], 5),
    ([(name: "min_output_price", value: "600")], 1),
    ([(name: "input_modalities", value: "audio,video")], 14),
    ([(name: "output_modalities", value: "image")], 7),
    ([(name: "output_modalities", value: "embeddings")], 11),
    ([(name: "supported_parameters", value: "tools,reasoning"), (name: "model_authors", value: "x-ai")], 7),
    ([(name: "max_age_days", value: "150")], 12),
    ([(name: "min_age_days", value: "1100")], 5),
    ([(name: "category", value: "programming"), (name: "sort", value: "top-weekly")], 359),
  ]

  @Test(arguments: filters) func filtersChooseModels(row: (query: [(name: String, value: String)], count: Int))
    async throws
  {
    #expect(try await Self.models(row.query).count == row.count)
  }

  @Test(
    arguments: [
      [(name: "sort", value: "best")], [(name: "limit", value: "0")], [(name: "limit", value: "1001")],
      [(name: "limit", value: "ten")], [(name: "offset", value: "-1")],
      [(name: "offset", value: "99999999999999999999")],
      [(name: "max_price", value: "cheap")], [(name: "min_price", value: "-1")], [(name: "context", value: "0")],
      [(name: "input_modalities", value: "smell")], [(name: "output_modalities", value: "all,text")],
      [(name: "max_age_days", value: "1e9")], [(name: "q", value: String(repeating: "x", count: 201))],
    ] as [[(name: String, value: String)]])
  func aMalformedFilterIsRefused(query: [(name: String, value: String)]) async throws {
    let answer = try await TestGateway().get("/models", query)
    #expect(answer.status == 400)
    #expect(answer.json["error"]?["message"]?.string?.hasPrefix(query[0].name) == true)
  }

  @Test(arguments: [
    ("pricing-high-to-low", ["openai/o1-pro"]), ("context-high-to-low", ["x-ai/grok-4.20-beta"]),
    ("newest", ["xiaomi/mimo-v2-omni"]),
  ])
  func listsAreSorted(order: String, first: [String]) async throws {
    let query = [(name: "sort", value: order), (name: "limit", value: "1")]
    #expect(try await Self.models(query).compactMap { $0["id"]?.string } == first)
  }

  @Test func pricesThatVaryComeLastInEitherOrder() async throws {
    for order in ["pricing-low-to-high", "pricing-high-to-low"] {
      let models = try await Self.models([(name: "sort", value: order)])
      let place = models.firstIndex { $0["id"] == "modelgates/auto" }
      let paid = models.firstIndex { $0["id"] == "openai/gpt-4o" }
      #expect(try #require(place) > (try #require(paid)))
    }
  }

  @Test func pagesLeadToTheNextOne() async throws {
    let gateway = try TestGateway()
    let first = try await gateway.get("/models", [(name: "q", value: "gpt 4"), (name: "limit", value: "10")])
    let total = try #require(first.json["total_count"]?.integer)
    #expect(Self.ids(first).count == 10)
    #expect(first.json["links"]?["next"] == "/api/v1/models?q=gpt%204&offset=10&limit=10")
    let last = try await gateway.get(
      "/models", [(name: "q", value: "gpt 4"), (name: "offset", value: "10"), (name: "limit", value: "1000")])
    #expect(Self.ids(first).count + Self.ids(last).count == Int(total))
    #expect(Set(Self.ids(first)).isDisjoint(with: Self.ids(last)))
    #expect(last.json["links"]?["next"] == JSON.null)
    let beyond = try await gateway.get("/models", [(name: "offset", value: "9223372036854775807")])
    #expect(Self.ids(beyond) == [])
  }

  @Test func modelsOfAUserNeedAKey() async throws {
    let gateway = try TestGateway()
    #expect(try await gateway.get("/models/user") == KeyTests.missing)
    let key = try await gateway.mintKey()
    #expect(try await gateway.get("/models/user", as: key).json["total_count"] == 359)
  }
}
