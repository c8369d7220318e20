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
    "llm-context",
    group: .models,
    examples: [
      "modelgates llm-context", "modelgates llm-context --section models",
      "modelgates llm-context --output docs/models.md",
    ])

  @Field("Upper bound of its length.", [.range(200...20_000)]) var maxTokens: Int = 8000
  @Field("Only this section.", [.length(1...64), .naming(.section)]) var section: String?
  @Field("Only this provider.", [.length(1...64)]) var provider: String?
  @Field("Write it to this file of the project.", [.length(1...1024), .commandLineOnly, .naming(.file)]) var output:
    String?

  typealias Output = ContextReport

  func run(in context: OperationContext) async throws -> Outcome<ContextReport> {
    var request = ContextRequest(tools: OperationCatalog.tools)
    request.maxTokens = maxTokens
    request.section = section
    request.provider = provider
    guard let output else { return try await context.project.llmContext(request) }
    return try await context.project.writeLLMContext(request, to: output)
  }

  static func text(of output: ContextReport) -> String? {
    output.file.map { "Wrote \($0): at most \(output.tokens) tokens.\n" } ?? output.text
  }
}
