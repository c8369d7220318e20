import JSON
import Projects

struct RemoveService: Operation {
  static let name = "remove_service"
  static let title = "Remove service"
  static let summary = """
    Removes a service: revokes its key at the gateway and takes its variables out of .env. With only_credentials it is forgotten \
    here but stays alive there. Needs the user's yes.
    """
  static let effect = Effect.destroys
  static let command = Command(
    "remove",
    examples: ["modelgates remove modelgates/api", "modelgates remove modelgates-api --only-credentials --yes"])

  @Field("Name or provider/service.", [.positional, .length(0...200)]) var service: String
  @Field("Forget it here; leave the key alive.") var onlyCredentials: Bool = false
  @Field("The user agreed.", [.flag("yes")]) var confirm: Bool = false
  @Field("Calls with the same key act once.", [.length(0...255)]) var idempotencyKey: String?

  typealias Output = RemoveServiceReport

  func run(in context: OperationContext) async throws -> Outcome<RemoveServiceReport> {
    let name = try context.project.localName(of: service)
    let consequence = onlyCredentials ? "Its key stays alive at the gateway." : "Its key is revoked for everybody."
    try await context.require(.destruction, given: confirm, "Remove \(name) from this project? \(consequence)")
    context.report("Removing \(name)")
    return try await context.project.removeService(
      name, onlyCredentials: onlyCredentials, idempotencyKey: idempotencyKey)
  }
}
