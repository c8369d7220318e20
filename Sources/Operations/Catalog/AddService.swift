import Gateway
import JSON
import Projects

struct AddService: Operation {
  static let name = "add_service"
  static let title = "Add service"
  static let summary = """
    Gives the project a key for a service, usually modelgates/api: links or makes the account, mints a key, seals \
    it, writes its variables to .env. Returns variable names, never the key.
    """
  static let effect = Effect.spends
  static let command = Command(
    "add",
    examples: [
      "modelgates add modelgates/api", "modelgates add modelgates/api --json --yes",
      "modelgates add modelgates/api --plan pay-as-you-go --confirm-paid-service --limit 20 --reset monthly",
      "modelgates add modelgates/api --name chat-bot --dry-run",
    ])

  @Field("provider/service.", [.positional, .length(0...200)]) var service: String
  @Field("Local name, and the variables' prefix.", [.length(1...64), .characters("a-z0-9-")]) var name: String?
  @Field("Plan.") var plan: Plan = .free
  @Field("Spending limit in USD.") var limit: USD?
  @Field("Default: never.", [.flag("reset")]) var limitReset: ResetInterval?
  @Field("Only list blockers.") var dryRun: Bool = false
  @Field("The user agreed to pay.", [.flag("confirm-paid-service")]) var confirmPaid: Bool = false
  @Field("The user accepted the terms.") var acceptTos: Bool = false
  @Field("Write no skill files.") var skipSkills: Bool = false
  @Field("JSON object of what the gateway asked for.") var info: JSON?
  @Field("Same key: done once.", [.length(0...255)]) var idempotencyKey: String?

  typealias Output = AddServiceReport

  func run(in context: OperationContext) async throws -> Outcome<AddServiceReport> {
    if plan != .free, !dryRun {
      try await context.require(
        .payment, given: confirmPaid,
        "Add \(service) on the paid plan \(plan.rawValue)? Calls are then billed per token.")
    }
    context.report("Adding \(service)")
    let information = try SubmittedInformation.read(info)
    let isNewProject = !context.project.isInitialized
    let outcome = try await context.acceptingTerms(given: acceptTos) { isAccepted in
      var request = AddServiceRequest(reference: service)
      request.name = name
      request.plan = plan
      request.limit = try limit.map { try SpendingLimit($0, reset: limitReset?.interval) }
      request.dryRun = dryRun
      request.confirmsPaid = dryRun ? context.hasOrCanAsk(confirmPaid) : plan != .free
      request.acceptsTerms = dryRun ? context.hasOrCanAsk(isAccepted) : isAccepted
      request.information = information
      request.idempotencyKey = idempotencyKey
      return try await context.project.addService(request)
    }
    if skipSkills || dryRun { return outcome }
    // Whoever made the project without skill files (init --skip-skills) doesn't want them now.
    return await context.writingSkills(after: outcome, creating: isNewProject && outcome.result.status == .added)
  }
}
