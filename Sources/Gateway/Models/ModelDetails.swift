public import JSON

/// A model with what one needs to use it. Prices are in USD per million tokens.
public struct ModelDetails: Record {
  @Field("Identifier to call it by.") public var id: String
  @Field("Name for people.") public var name: String
  @Field("What it is, in its maker's words.") public var description: String?
  @Field("Tokens of prompt and answer together.") public var context: Int?
  @Field("Most tokens of an answer.") public var maxAnswer: Int?
  @Field("USD per million prompt tokens, or varies.") public var promptPrice: String
  @Field("USD per million answer tokens, or varies.") public var completionPrice: String
  @Field("USD per million prompt tokens read from the cache.") public var cachedPrice: String?
  @Field("What it takes.") public var inputs: [String]
  @Field("What it gives.") public var outputs: [String]
  @Field("Request parameters that it understands.") public var parameters: [String]
  @Field("Last day of knowledge.") public var knowledgeCutoff: String?
  @Field("When it will be taken off.") public var expires: String?

  public init() {}

  public init(_ model: Model) {
    id = model.id.text
    name = model.name?.text ?? model.id.text
    description = model.description?.text
    context = model.contextLength
    maxAnswer = model.topProvider?.maxCompletionTokens
    promptPrice = model.promptPrice.perMillionText
    completionPrice = model.completionPrice.perMillionText
    cachedPrice = model.pricing?.inputCacheRead?.perMillionText
    inputs = model.inputModalities
    outputs = model.outputModalities
    parameters = model.supportedParameters.map(\.text)
    knowledgeCutoff = model.knowledgeCutoff?.text
    expires = model.expirationDate?.text
  }
}
