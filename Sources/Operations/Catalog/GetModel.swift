import Gateway
import JSON
import Projects

struct GetModel: Operation {
  static let name = "get_model"
  static let title = "Get model"
  static let summary =
    "Shows one model: context, prices, modalities, supported parameters, limits."
  static let effect = Effect.reads
  static let command = Command("model", examples: ["modelgates model openai/gpt-4.1-mini"])

  @Field("Id: author/name.", [.positional, .length(0...200)]) var model: String

  typealias Output = ModelDetails

  func run(in context: OperationContext) async throws -> Outcome<ModelDetails> {
    let outcome = try await context.project.model(model)
    return Outcome(ModelDetails(outcome.result), warnings: outcome.warnings, nextSteps: outcome.nextSteps)
  }
}
