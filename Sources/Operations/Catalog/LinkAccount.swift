import JSON
import Projects

struct LinkAccount: Operation {
  static let name = "link_account"
  static let title = "Link account"
  static let summary = """
    Links the provider's account for all projects, or makes one. If authorization_pending names an address, show it to the \
    user and call again when they have agreed.
    """
  static let effect = Effect.writes
  static let command = Command(
    "link",
    examples: ["modelgates link modelgates", "modelgates link modelgates --info '{\"country\":\"DE\"}'"])

  @Field("Provider.", [.positional, .length(1...100)]) var provider: String
  @Field("JSON object of what the gateway asked for.") var info: JSON?

  typealias Output = LinkAccountReport

  func run(in context: OperationContext) async throws -> Outcome<LinkAccountReport> {
    let information = try SubmittedInformation.read(info)
    context.report("Linking the account at \(provider)")
    return try await context.project.linkAccount(provider, information: information)
  }
}
