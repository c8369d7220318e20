import JSON
import Projects

struct UnlinkAccount: Operation {
  static let name = "unlink_account"
  static let title = "Unlink account"
  static let summary = "Forgets the provider's account for all projects; keys stay alive. Needs the user's yes."
  static let effect = Effect.destroys
  static let command = Command("unlink", examples: ["modelgates unlink modelgates --yes"])

  @Field("Provider.", [.positional, .length(1...100)]) var provider: String
  @Field("The user agreed.", [.flag("yes")]) var confirm: Bool = false

  typealias Output = UnlinkAccountReport

  func run(in context: OperationContext) async throws -> Outcome<UnlinkAccountReport> {
    let services = try context.project.servicesOfAccount()
    let consequence =
      services.isEmpty
      ? ""
      : " The keys of \(services.joined(separator: ", ")) stay alive; changing one links an account again."
    try await context.require(
      .destruction, given: confirm, "Unlink the account at \(provider), for all projects?\(consequence)")
    return try await context.project.unlinkAccount(provider)
  }
}
