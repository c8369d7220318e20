import Gateway
import JSON
import Projects

struct ChangePlan: Operation {
  static let name = "change_plan"
  static let title = "Change plan"
  static let summary = """
    Moves a service to the paid plan or back to free. Paid needs a payment method; the key stays the same.
    """
  static let effect = Effect.spends
  static let command = Command(
    "upgrade",
    group: .keys,
    examples: [
      "modelgates upgrade modelgates/api --confirm-paid-service",
      "modelgates upgrade modelgates/api pay-as-you-go --dry-run",
    ])
  /// The other direction of the same.
  static let downgrade = Command("downgrade", group: .keys, examples: ["modelgates downgrade modelgates/api"])

  @Field("Local name or provider/service.", [.positional, .length(0...200), .naming(.service)]) var service: String
  @Field("Default: the other one.", [.positional]) var plan: Plan?
  @Field("Only list blockers.") var dryRun: Bool = false
  @Field("The user agreed to pay.", [.flag("confirm-paid-service")]) var confirmPaid: Bool = false
  @Field("The user accepted the terms.") var acceptTos: Bool = false
  @Field("Same key: done once.", [.length(0...255)]) var idempotencyKey: String?

  typealias Output = ChangePlanReport

  func run(in context: OperationContext) async throws -> Outcome<ChangePlanReport> {
    let current = try context.project.plan(of: service)
    let plan = try wanted(from: current, by: context.command)
    var request = ChangePlanRequest(reference: service, plan: plan)
    request.idempotencyKey = idempotencyKey
    if dryRun {
      request.confirmsPaid = context.hasOrCanAsk(confirmPaid)
      request.acceptsTerms = context.hasOrCanAsk(acceptTos)
      return try await context.project.checkPlanChange(request)
    }
    if plan != .free, plan != current {
      try await context.require(
        .payment, given: confirmPaid,
        "Move \(service) to the paid plan \(plan.rawValue)? Calls are then billed per token.")
    }
    context.report("Moving \(service) to the plan \(plan.rawValue)")
    request.confirmsPaid = plan != .free
    return try await context.acceptingTerms(given: acceptTos) { isAccepted in
      var request = request
      request.acceptsTerms = isAccepted
      return try await context.project.changePlan(request)
    }
  }

  /// A command that goes up mustn't lead down, and the other way round.
  private func wanted(from current: Plan, by command: Command?) throws(ProjectError) -> Plan {
    let way: Plan? = command == Self.command ? .payAsYouGo : command == Self.downgrade ? .free : nil
    guard let way else { return plan ?? (current == .free ? .payAsYouGo : .free) }
    guard let plan, plan != way, plan != current else { return plan ?? way }
    let other = way == .free ? "upgrade" : "downgrade"
    throw .usage(
      "From \(current.rawValue) to \(plan.rawValue) is no \(way == .free ? "downgrade" : "upgrade"): use modelgates \(other).",
      of: other)
  }
}
