import JSON
import Projects

struct RemoveService: Operation {
  static let name = "remove_service"
  static let title = "Remove service"
  static let summary = """
    Revokes a service's key at the gateway and takes its variables out of .env. Needs the user's yes.
    """
  static let effect = Effect.destroys
  static let command = Command(
    "remove",
    examples: ["modelgates remove modelgates/api", "modelgates remove modelgates-api --only-credentials --yes"])

  @Field("Name or provider/service.", [.positional, .length(0...200)]) var service: String
  @Field("Forget it here; the key stays alive.") var onlyCredentials: Bool = false
  @Field("The user agreed.", [.flag("yes")]) var confirm: Bool = false
  @Field("Repeated calls with it act once.", [.length(0...255)]) var idempotencyKey: String?

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
