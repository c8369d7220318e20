import Gateway
import JSON
import Projects

struct GetModel: Operation {
  static let name = "get_model"
  static let title = "Get model"
  static let summary =
    "Shows one model: context, prices, modalities, supported parameters, limits."
  static let effect = Effect.reads
  static let command = Command("model", group: .models, examples: ["modelgates model openai/gpt-4.1-mini"])

  @Field("Id: author/name.", [.positional, .length(0...200), .naming(.model)]) var model: String

  typealias Output = ModelDetails

  func run(in context: OperationContext) async throws -> Outcome<ModelDetails> {
    let outcome = try await found(in: context.project)
    return Outcome(ModelDetails(outcome.result), warnings: outcome.warnings, nextSteps: outcome.nextSteps)
  }

  /// - Throws: what the gateway says; for a model that it doesn't have, with the nearest that it has.
  private func found(in project: Project) async throws -> Outcome<Model> {
    do throws(ProjectError) {
      return try await project.model(model)
    } catch {
      guard error.code.name == "not_found", let all = try? await project.modelIdentifiers(),
        let nearest = nearestName(to: model, among: all)
      else { throw error }
      throw ProjectError(
        error.code, error.message, hint: "The nearest is get_model (`modelgates model \(nearest)`).",
        details: ["nearest": .string(nearest)])
    }
  }

  func shown(of model: ModelDetails) -> JSONObject? {
    guard case .object(var members)? = try? JSON(parsing: model.jsonBytes, limits: JSONLimits(depth: 8, bytes: 1 << 20))
    else { return nil }
    members["context"] = model.context.map { .string("\(ModelText.tokens($0)) tokens") }
    members["max_answer"] = model.maxAnswer.map { .string("\(ModelText.tokens($0)) tokens") }
    for name in ["prompt_price", "completion_price", "cached_price"] {
      guard let price = members[name]?.string.map(ModelText.price) else { continue }
      members[name] = .string(price.hasPrefix("$") ? "\(price) per million tokens" : price)
    }
    return members
  }
}
