public import JSON

/// A model that the gateway offers (GET /models).
public struct Model: Record {
  @Field("Identifier in requests: author/name, with :free for a free variant.") public var id: GatewayText
  @Field("Name for people.") public var name: GatewayText?
  @Field("When it was added, in seconds since 1970.") public var created: Int?
  @Field("What it is.") public var description: GatewayText?
  @Field("Tokens of prompt and answer together.") public var contextLength: Int?
  @Field("Modalities.") public var architecture: Architecture?
  @Field("Prices in USD per token.") public var pricing: Pricing?
  @Field("Limits of the provider that usually answers.") public var topProvider: TopProvider?
  @Field("Request parameters that it understands.") public var supportedParameters: [GatewayText] = []
  @Field("Last day of knowledge.") public var knowledgeCutoff: GatewayText?
  @Field("When it will be taken off.") public var expirationDate: GatewayText?

  public init() {}

  public struct Architecture: Record {
    @Field("What it takes: text, image, audio, video, file.") public var inputModalities: [GatewayText] = []
    @Field("What it gives.") public var outputModalities: [GatewayText] = []
    public init() {}
  }

  public struct Pricing: Record {
    @Field("Per token of the prompt.") public var prompt: Price?
    @Field("Per token of the answer.") public var completion: Price?
    @Field("Per request.") public var request: Price?
    @Field("Per token read from the cache.") public var inputCacheRead: Price?
    public init() {}
  }

  public struct TopProvider: Record {
    @Field("Tokens of the answer.") public var maxCompletionTokens: Int?
    public init() {}
  }
}

extension Model {
  public var promptPrice: Price { pricing?.prompt ?? Price("") }
  public var completionPrice: Price { pricing?.completion ?? Price("") }
  public var supportsTools: Bool { supportedParameters.contains { $0.text == "tools" } }
  public var supportsReasoning: Bool { supportedParameters.contains { $0.text == "reasoning" } }
  public var inputModalities: [String] { architecture?.inputModalities.map(\.text) ?? [] }
  public var outputModalities: [String] { architecture?.outputModalities.map(\.text) ?? [] }

  /// Whether calling it costs nothing: a `:free` variant, or zero for prompt, answer and request.
  public var isFree: Bool {
    id.text.hasSuffix(":free") || (promptPrice.isFree && completionPrice.isFree && pricing?.request?.isFree != false)
  }
}
