import JSON
import Projects

struct RemoveService: Operation {
  static let name = "remove_service"
  static let title = "Remove service"
  static let summary = "Removes a service: revokes its key at the gateway and takes its variables out of .env."
  static let effect = Effect.destroys
  static let command = Command(
    "remove",
    examples: ["modelgates remove modelgates/api", "modelgates remove modelgates-api --only-credentials --yes"])

  @Field("Local name or provider/service.", [.positional, .length(0...200), .naming(.service)]) var service: String
  @Field("Forget it here; the key stays alive.") var onlyCredentials: Bool = false
  @Field("Only list blockers.") var dryRun: Bool = false
  @Field("The user agreed.", [.flag("yes")]) var confirm: Bool = false
  @Field("Same key: done once.", [.length(0...255)]) var idempotencyKey: String?

  typealias Output = RemoveServiceReport

  func run(in context: OperationContext) async throws -> Outcome<RemoveServiceReport> {
    let name = try context.project.localName(of: service)
    if dryRun {
      return try await context.project.checkRemoval(
        name, onlyCredentials: onlyCredentials, isConfirmed: context.hasOrCanAsk(confirm))
    }
    let consequence = onlyCredentials ? "Its key stays alive at the gateway." : "Its key is revoked for everybody."
    try await context.require(.destruction, given: confirm, "Remove \(name) from this project? \(consequence)")
    context.report("Removing \(name)")
    let outcome = try await context.project.removeService(
      name, onlyCredentials: onlyCredentials, idempotencyKey: idempotencyKey)
    return await context.writingSkills(after: outcome, creating: false)
  }
}
