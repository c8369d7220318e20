import JSON
import Projects

/// Only a command: a tool's caller passes `use` to pull_env.
struct UseEnvironment: Operation {
  static let name = "use_environment"
  static let title = "Use environment"
  static let summary = "Makes an environment the active one: what adds or rotates keys writes to its file from now on."
  static let effect = Effect.writes
  static let command = Command("env use", group: .keys, examples: ["modelgates env use default"])

  @Field("Its name, as list_env gives it.", [.positional, .length(0...64), .naming(.environment)]) var name: String
  @Field("Only list blockers.") var dryRun: Bool = false

  typealias Output = EnvironmentChangeReport

  func run(in context: OperationContext) async throws -> Outcome<EnvironmentChangeReport> {
    try await context.project.useEnvironment(name, dryRun: dryRun)
  }
}
