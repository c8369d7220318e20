import JSON
import Projects

struct GetProjectStatus: Operation {
  static let name = "project_status"
  static let title = "Project status"
  static let summary = """
    Shows how the project stands: gateway, account, services, whether .env agrees with the vault, what is \
    unfinished, what to do next. Call it first when something is unclear.
    """
  static let effect = Effect.reads
  static let command = Command("status", examples: ["modelgates status", "modelgates status --json"])

  typealias Output = StatusReport

  func run(in context: OperationContext) async throws -> Outcome<StatusReport> {
    try await context.project.status()
  }
}
