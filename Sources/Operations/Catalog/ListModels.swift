import Gateway
import JSON
import Projects

struct ListModels: Operation {
  static let name = "list_models"
  static let title = "List models"
  static let summary = """
    Finds AI models by words, price, context, modality, tools: gives ids, context in tokens, USD per million tokens. \
    Ids that end in :free cost nothing.
    """
  static let effect = Effect.reads
  static let command = Command(
    "models",
    group: .models,
    examples: [
      "modelgates models", "modelgates models claude --sort cheapest",
      "modelgates models --free --tools --min-context 100000",
    ])

  @Field("Words.", [.positional, .words, .length(0...200)]) var query: String?
  @Field("Free ones.", [.flag("free")]) var freeOnly: Bool = false
  @Field("Ones that call tools.") var tools: Bool = false
  @Field("Ones that take this: image.", [.length(0...32)]) var input: String?
  @Field("Ones that give this.", [.length(0...32)]) var output: String?
  @Field("Tokens.", [.range(0...100_000_000)]) var minContext: Int?
  @Field("USD per million prompt tokens.") var maxPrice: USD?
  @Field("Order.") var sort: ModelSort = .relevance
  @Field("Models a page.", [.range(1...100)]) var limit: Int = 20
  @Field("next_cursor of a page.", [.length(0...200)]) var cursor: String?

  typealias Output = ModelPage

  func run(in context: OperationContext) async throws -> Outcome<ModelPage> {
    var query = ModelQuery()
    query.text = self.query
    query.freeOnly = freeOnly
    query.toolsOnly = tools
    query.inputModality = input
    query.outputModality = output
    query.minimumContext = minContext
    query.maximumPromptPrice = maxPrice
    query.sort = sort
    query.limit = limit
    query.cursor = cursor
    return try await context.project.listModels(query)
  }

  func shown(of page: ModelPage) -> JSONObject? {
    var members: JSONObject = [
      "models": .array(
        page.models.map { model in
          [
            "id": .string(model.id), "context": .string(ModelText.tokens(model.context)),
            "$/M_in": .string(ModelText.price(model.promptPrice)),
            "$/M_out": .string(ModelText.price(model.completionPrice)),
            "features": .string(((model.tools ? ["tools"] : []) + (model.inputs ?? [])).joined(separator: ", ")),
          ]
        }), "total": .integer(Int64(page.total)),
    ]
    if let cursor = page.nextCursor { members["more"] = .string(typed(with: ["cursor": .string(cursor)])) }
    return members
  }
}
