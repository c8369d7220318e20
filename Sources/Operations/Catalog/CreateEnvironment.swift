import JSON
import Projects

/// Only a command: a tool's caller passes `output` to pull_env.
struct CreateEnvironment: Operation {
  static let name = "create_environment"
  static let title = "Create environment"
  static let summary = """
    Makes a new environment active, with a file of its own. pull_env then writes the keys there.
    """
  static let effect = Effect.writes
  static let command = Command(
    "env create", group: .keys,
    examples: ["modelgates env create test", "modelgates env create worker --output .dev.vars"])

  @Field("Its name.", [.positional, .length(0...64)]) var name: String
  @Field("Its file: .env.<name>, <name>.env or .dev.vars; default: .env.<name>.", [.length(0...1024)]) var output:
    String?
  @Field("Only list blockers.") var dryRun: Bool = false

  typealias Output = EnvironmentChangeReport

  func run(in context: OperationContext) async throws -> Outcome<EnvironmentChangeReport> {
    try await context.project.createEnvironment(name, output: output, dryRun: dryRun)
  }
}
