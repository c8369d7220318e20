import JSON
import Projects

struct GetKeyInfo: Operation {
  static let name = "get_key_info"
  static let title = "Get key info"
  static let summary = """
    Asks the gateway about the project's key: usage today, this week and month, spending limit and what is left, requests allowed \
    for :free models, when it all resets, and what that means.
    """
  static let effect = Effect.reads
  static let command = Command("key", examples: ["modelgates key", "modelgates key modelgates-api"])

  @Field("Name or provider/service; default: the only one.", [.positional, .length(1...200)]) var service: String?

  typealias Output = KeyInfoReport

  func run(in context: OperationContext) async throws -> Outcome<KeyInfoReport> {
    try await context.project.keyInfo(service)
  }
}
