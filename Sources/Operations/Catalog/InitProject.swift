import JSON
import Projects

struct InitProject: Operation {
  static let name = "init_project"
  static let title = "Initialize project"
  static let summary = """
    Makes the folder a ModelGates project. add_service does this too; call it only to set a name.
    """
  static let effect = Effect.writes
  static let command = Command(
    "init", examples: ["modelgates init", "modelgates init my-app", "modelgates init --skip-skills"])

  @Field("Default: the folder's name.", [.positional, .length(1...64)]) var name: String?
  @Field("Write no skill files.") var skipSkills: Bool = false

  typealias Output = InitializeReport

  func run(in context: OperationContext) async throws -> Outcome<InitializeReport> {
    let outcome = try await context.project.initialize(name: name)
    if skipSkills { return outcome }
    return await context.writingSkills(after: outcome, creating: true) { $0.changed += $1 }
  }
}
