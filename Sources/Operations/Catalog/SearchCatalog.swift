import JSON
import Projects

struct SearchCatalog: Operation {
  static let name = "search_catalog"
  static let title = "Search catalog"
  static let summary = "Lists what can be added: providers, services, plans, prices. For AI models use list_models."
  static let effect = Effect.reads
  static let command = Command(
    "catalog", alias: "search",
    examples: ["modelgates catalog", "modelgates catalog modelgates", "modelgates search ai"])

  @Field("Provider, category or words.", [.positional, .words, .length(0...200)]) var query: String?

  typealias Output = CatalogReport

  func run(in context: OperationContext) async throws -> Outcome<CatalogReport> {
    try await context.project.searchCatalog(query)
  }
}
