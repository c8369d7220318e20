import JSON
import Projects

struct ListEnv: Operation {
  static let name = "list_env"
  static let title = "List variables"
  static let summary = """
    Lists environments, and variable names: where each comes from, whether the file agrees with the vault. Never \
    values.
    """
  static let effect = Effect.reads
  static let command = Command(
    "env", alias: "env list", group: .keys, examples: ["modelgates env", "modelgates env --environment test"])

  @Field("Default: the active one.", [.length(0...64), .naming(.environment)]) var environment: String?

  typealias Output = EnvironmentReport

  func run(in context: OperationContext) async throws -> Outcome<EnvironmentReport> {
    try await context.project.listEnvironment(environment)
  }
}
