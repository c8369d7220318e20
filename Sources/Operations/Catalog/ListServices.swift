import JSON
import Projects

struct ListServices: Operation {
  static let name = "list_services"
  static let title = "List services"
  static let summary = """
    Lists this project's services: the exact local names that other calls take, plans, variable names.
    """
  static let effect = Effect.reads
  static let command = Command("services list", alias: "services", examples: ["modelgates services list"])

  typealias Output = ServicesReport

  func run(in context: OperationContext) async throws -> Outcome<ServicesReport> {
    try await context.project.listServices()
  }
}
