public import JSON

/// A model in a listing: what one needs to choose.
public struct ModelSummary: Record {
  @Field("Identifier to call it by.") public var id: String
  @Field("Name for people.") public var name: String
  @Field("Context in tokens.") public var context: Int?
  @Field("USD per million prompt tokens, or varies.") public var promptPrice: String
  @Field("USD per million answer tokens, or varies.") public var completionPrice: String
  @Field("What it takes beside text.") public var inputs: [String]?
  @Field("What it gives beside text.") public var outputs: [String]?
  @Field("Whether it can call tools.") public var tools: Bool

  public init() {}

  public init(_ model: Model) {
    id = model.id.text
    name = GatewayText(model.name?.text ?? model.id.text, limit: 100).text
    context = model.contextLength
    promptPrice = model.promptPrice.perMillionText
    completionPrice = model.completionPrice.perMillionText
    inputs = Self.besideText(model.inputModalities)
    outputs = Self.besideText(model.outputModalities)
    tools = model.supportsTools
  }

  private static func besideText(_ modalities: [String]) -> [String]? {
    let others = modalities.filter { $0 != "text" }.sorted()
    return others.isEmpty ? nil : others
  }
}

/// A page of a listing of models.
public struct ModelPage: Record {
  @Field("The models of this page.") public var models: [ModelSummary]
  @Field("How many match in all.") public var total: Int
  @Field("Pass this to get the next page.") public var nextCursor: String?

  public init() {}
}
