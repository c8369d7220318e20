import JSON
import Projects

struct GetLLMContext: Operation {
  static let name = "llm_context"
  static let title = "Get LLM context"
  static let summary = """
    Gives one document on calling models from this project: endpoint, authentication, examples, models, limits, \
    errors. Read it before writing code that calls models.
    """
  static let effect = Effect.reads
  static let command = Command(
    "llm-context", examples: ["modelgates llm-context", "modelgates llm-context --section quickstart"])

  @Field("Upper bound of its length.", [.range(200...20_000)]) var maxTokens: Int = 6000
  @Field("Only this section.") var section: String?

  typealias Output = ContextReport

  func run(in context: OperationContext) async throws -> Outcome<ContextReport> {
    try await context.project.llmContext(maxTokens: maxTokens, section: section)
  }

  static func text(of output: ContextReport) -> String? { output.text }
}
