import JSON
import Projects

struct GetKeyInfo: Operation {
  static let name = "get_key_info"
  static let title = "Get key info"
  static let summary = """
    Shows limits and usage of the project's key: by day, week and month, what is left of a spending limit, requests allowed to \
    :free models, resets, and what that means.
    """
  static let effect = Effect.reads
  static let command = Command("key", examples: ["modelgates key", "modelgates key modelgates-api"])

  @Field("Name or provider/service; default: the only one.", [.positional, .length(0...200)]) var service: String?

  typealias Output = KeyInfoReport

  func run(in context: OperationContext) async throws -> Outcome<KeyInfoReport> {
    try await context.project.keyInfo(service)
  }
}
