import JSON
import Projects

struct InitProject: Operation {
  static let name = "init_project"
  static let title = "Initialize project"
  static let summary = """
    Makes the folder a ModelGates project: state and ignore rules. add_service does this too; call it only to set a \
    name.
    """
  static let effect = Effect.writes
  static let command = Command("init", examples: ["modelgates init", "modelgates init my-app"])

  @Field("Default: the folder's name.", [.positional, .length(1...64)]) var name: String?

  typealias Output = InitializeReport

  func run(in context: OperationContext) async throws -> Outcome<InitializeReport> {
    try await context.project.initialize(name: name)
  }
}
