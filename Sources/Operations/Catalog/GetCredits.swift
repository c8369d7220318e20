import JSON
import Projects

struct GetCredits: Operation {
  static let name = "get_credits"
  static let title = "Get credits"
  static let summary = """
    Shows the account's credits: bought, used, left. Needs a management key in the settings; else use get_key_info.
    """
  static let effect = Effect.reads
  static let command = Command(
    "credits", group: .keys, examples: ["modelgates credits --management-key-file ~/.modelgates-management-key"])

  typealias Output = CreditsReport

  func run(in context: OperationContext) async throws -> Outcome<CreditsReport> {
    try await context.project.credits()
  }
}
