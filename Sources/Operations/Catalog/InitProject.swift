import JSON
import Projects

struct InitProject: Operation {
  static let name = "init_project"
  static let title = "Initialize project"
  static let summary = """
    Makes the folder a ModelGates project: .projects/state.json and ignore rules for keys. add_service does this too, so call it \
    only to set a name.
    """
  static let effect = Effect.writes
  static let command = Command("init", examples: ["modelgates init", "modelgates init my-app"])

  @Field("Name; default: the folder's.", [.positional, .length(1...64)]) var name: String?

  typealias Output = InitializeReport

  func run(in context: OperationContext) async throws -> Outcome<InitializeReport> {
    try await context.project.initialize(name: name)
  }
}
