import JSON
import Projects

struct GetKeyInfo: Operation {
  static let name = "get_key_info"
  static let title = "Get key info"
  static let summary = """
    Shows usage and limits of the project's key: what is left, requests allowed to :free models, resets, and what \
    that means.
    """
  static let effect = Effect.reads
  static let command = Command("key", group: .keys, examples: ["modelgates key", "modelgates key modelgates-api"])

  @Field("Default: the only one.", [.positional, .length(0...200), .naming(.service)]) var service: String?

  typealias Output = KeyInfoReport

  func run(in context: OperationContext) async throws -> Outcome<KeyInfoReport> {
    try await context.project.keyInfo(service)
  }
}
