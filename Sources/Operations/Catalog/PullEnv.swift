import JSON
import Projects

struct PullEnv: Operation {
  static let name = "pull_env"
  static let title = "Pull variables"
  static let summary = """
    Writes the variables from the vault into .env again: after drift, or when the file is lost. An output makes a \
    new environment.
    """
  static let effect = Effect.writes
  static let command = Command(
    "env", selector: "pull", group: .keys, examples: ["modelgates env --pull", "modelgates env --pull --dry-run"])

  @Field("Default: the active one.", [.length(0...64), .naming(.environment)]) var environment: String?
  @Field("File of a new one, e.g. .env.test.", [.length(0...1024)]) var output: String?
  @Field("Make it the active one.") var use: Bool = false
  @Field("Only list blockers.") var dryRun: Bool = false

  typealias Output = PullReport

  func run(in context: OperationContext) async throws -> Outcome<PullReport> {
    var request = PullRequest()
    request.environment = environment
    request.output = output
    request.makesActive = use
    request.dryRun = dryRun
    return try await context.project.pullEnvironment(request)
  }
}
