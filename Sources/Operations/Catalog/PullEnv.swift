import JSON
import Projects

struct PullEnv: Operation {
  static let name = "pull_env"
  static let title = "Pull environment"
  static let summary = "Writes the managed variables from the vault into .env again. Every other line stays as it is."
  static let effect = Effect.writes
  static let command = Command(
    "env", selector: "pull", examples: ["modelgates env --pull", "modelgates env --pull --dry-run"])

  @Field("Change nothing.") var dryRun: Bool = false

  typealias Output = PullReport

  func run(in context: OperationContext) async throws -> Outcome<PullReport> {
    try await context.project.pullEnvironment(dryRun: dryRun)
  }
}
