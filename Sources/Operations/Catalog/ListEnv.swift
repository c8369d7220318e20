import JSON
import Projects

struct ListEnv: Operation {
  static let name = "list_env"
  static let title = "List environment variables"
  static let summary = """
    Lists the names of managed variables, where each comes from, and whether .env agrees with the vault. Never \
    values.
    """
  static let effect = Effect.reads
  static let command = Command("env", examples: ["modelgates env"])

  typealias Output = EnvironmentReport

  func run(in context: OperationContext) async throws -> Outcome<EnvironmentReport> {
    try await context.project.listEnvironment()
  }
}
