import Gateway
import JSON
import Testing

@Suite struct ModelQueryTests {
  static let listing = """
    {"data":[
    {"id":"openai/gpt-4.1-mini","name":"OpenAI: GPT-4.1 Mini","created":1744651381,"context_length":1047576,"description":"Balanced.","architecture":{"input_modalities":["image","text"],"output_modalities":["text"]},"pricing":{"prompt":"0.0000004","completion":"0.0000016"},"supported_parameters":["tools"]},
    {"id":"qwen/qwen3-coder:free","name":"Qwen3 Coder (free)","created":1753230546,"context_length":262000,"description":"Agentic coding.","architecture":{"input_modalities":["text"],"output_modalities":["text"]},"pricing":{"prompt":"0","completion":"0"},"supported_parameters":["tools"]},
    {"id":"openrouter/auto","name":"Auto","created":1699401600,"context_length":2000000,"pricing":{"prompt":"-1","completion":"-1"}},
    {"id":"openai/gpt-4","name":"OpenAI: GPT-4","created":1685232000,"context_length":8191,"description":"Old.","architecture":{"input_modalities":["text"],"output_modalities":["text"]},"pricing":{"prompt":"0.00003","completion":"0.00006"},"per_request_limits":null,"supported_parameters":[]},
    {"name":"nameless"}, null
    ]}
    """

  private func found(_ change: (inout ModelQuery) -> Void) async throws -> [String] {
    var query = ModelQuery()
    change(&query)
    return try await GatewayClient(ScriptedPort(.http(200, Self.listing))).models(query).models.map(\.id)
  }

  @Test func withoutFiltersTheGatewaysOrderStays() async throws {
    let expected = ["openai/gpt-4.1-mini", "qwen/qwen3-coder:free", "openrouter/auto", "openai/gpt-4"]
    #expect(try await found { _ in } == expected)
  }

  @Test func aRememberedListingIsAskedForAgainAfterItsTime() async throws {
    for (lifetime, requests) in [(Duration.seconds(3600), 1), (.zero, 3)] {
      let port = ScriptedPort(.http(200, Self.listing))
      let client = GatewayClient(port: port, managementKey: nil, modelMemory: ModelMemory(lifetime: lifetime))
      for _ in 0..<3 { #expect(try await client.models(ModelQuery()).models.count == 4) }
      #expect(port.requests.count == requests)
    }
  }

  @Test func aListingThatFailsIsNotRemembered() async throws {
    let port = ScriptedPort(.http(503, "{}"), .http(200, Self.listing))
    let client = GatewayClient(port: port, managementKey: nil, modelMemory: ModelMemory())
    await #expect(throws: GatewayError.self) { try await client.models() }
    #expect(try await client.models().count == 4)
  }

  @Test func filtersApplyTogether() async throws {
    #expect(try await found { $0.freeOnly = true } == ["qwen/qwen3-coder:free"])
    #expect(try await found { $0.inputModality = "image" } == ["openai/gpt-4.1-mini"])
    #expect(try await found { $0.toolsOnly = true } == ["openai/gpt-4.1-mini", "qwen/qwen3-coder:free"])
    #expect(try await found { $0.minimumContext = 1_000_000 } == ["openai/gpt-4.1-mini", "openrouter/auto"])
    #expect(try await found { $0.maximumPromptPrice = USD("0.4") } == ["openai/gpt-4.1-mini", "qwen/qwen3-coder:free"])
    let none = try await found {
      $0.freeOnly = true
      $0.inputModality = "image"
    }
    #expect(none.isEmpty)
  }

  @Test func textIsFoundInNamesBeforeDescriptions() async throws {
    #expect(try await found { $0.text = "OPENAI gpt-4" } == ["openai/gpt-4.1-mini", "openai/gpt-4"])
    #expect(try await found { $0.text = "openai/gpt-4" } == ["openai/gpt-4", "openai/gpt-4.1-mini"])
    #expect(try await found { $0.text = "coding" } == ["qwen/qwen3-coder:free"])
    #expect(try await found { $0.text = "nothing-such" } == [])
  }

  @Test func sortingPutsVaryingPricesLast() async throws {
    #expect(
      try await found { $0.sort = .cheapest } == [
        "qwen/qwen3-coder:free", "openai/gpt-4.1-mini", "openai/gpt-4", "openrouter/auto",
      ])
    #expect(try await found { $0.sort = .newest }.first == "qwen/qwen3-coder:free")
    #expect(try await found { $0.sort = .context }.first == "openrouter/auto")
    #expect(try await found { $0.sort = .name }.first == "openrouter/auto")
  }

  @Test func cursorLeadsThroughAllPages() async throws {
    let client = GatewayClient(ScriptedPort(.http(200, Self.listing)))
    var query = ModelQuery()
    query.limit = 3
    let first = try await client.models(query)
    #expect(first.models.count == 3)
    #expect(first.total == 4)
    query.cursor = first.nextCursor
    let second = try await client.models(query)
    #expect(second.models.map(\.id) == ["openai/gpt-4"])
    #expect(second.nextCursor == nil)
  }

  @Test(arguments: ["", "-", "1", "zz", "3-0", "-1-abc", "1-zzzzzzzzzzzzzzzzzzzzzzzzzz", "99999999999999-1", "💥-1"])
  func cursorsOfOthersAreRefused(cursor: String) async {
    let error = await #expect(throws: GatewayError.self) { try await found { $0.cursor = cursor } }
    #expect(error?.code == .invalidRequest)
  }

  @Test func cursorOfAnotherQueryIsRefused() async throws {
    let client = GatewayClient(ScriptedPort(.http(200, Self.listing)))
    var query = ModelQuery()
    query.limit = 1
    query.cursor = try await client.models(query).nextCursor
    query.toolsOnly = true
    let changed = query
    await #expect(throws: GatewayError.self) { try await client.models(changed) }
  }

  @Test(arguments: [0, -1, 101])
  func pageSizeHasBounds(limit: Int) async {
    await #expect(throws: GatewayError.self) { try await found { $0.limit = limit } }
  }

  @Test func summaryIsConcise() async throws {
    var query = ModelQuery()
    query.limit = 1
    let page = try await GatewayClient(ScriptedPort(.http(200, Self.listing))).models(query)
    let json = String(decoding: page.models[0].jsonBytes, as: UTF8.self)
    #expect(
      json
        == #"{"id":"openai/gpt-4.1-mini","name":"OpenAI: GPT-4.1 Mini","context":1047576,"prompt_price":"0.40","completion_price":"1.60","inputs":["image"],"tools":true}"#
    )
  }

  @Test func listingWithoutAnyModelIsInvalid() async {
    let client = GatewayClient(ScriptedPort(.http(200, #"{"data":[1,2]}"#)))
    let error = await #expect(throws: GatewayError.self) { try await client.models() }
    #expect(error?.code == .invalidResponse)
  }

  @Test func modelIsFetchedByItsTwoParts() async throws {
    let port = ScriptedPort(
      .http(200, #"{"data":{"id":"qwen/qwen3-coder:free","pricing":{"prompt":"0","completion":"0"}}}"#))
    let model = try await GatewayClient(port).model(id: "qwen/qwen3-coder:free")
    #expect(model.isFree)
    #expect(port.requests == ["GET /model/qwen/qwen3-coder:free"])
  }

  @Test(arguments: ["", "gpt-4", "a/b/c", "../keys", "a/..", "/", "a/"])
  func otherNamesOfModelsAreRefusedWithoutAsking(id: String) async {
    let port = ScriptedPort(.http(200, "{}"))
    let error = await #expect(throws: GatewayError.self) { try await GatewayClient(port).model(id: id) }
    #expect(error?.code == .invalidRequest)
    #expect(port.requests.isEmpty)
  }
}
