public import Gateway
public import JSON

/// To which plan a service is to be moved, and how.
public struct ChangePlanRequest: Sendable {
  /// A local name, `provider/service` or a provider.
  public var reference: String
  public var plan: Plan
  /// Whether the user has agreed to a plan that costs money.
  public var confirmsPaid = false
  /// Whether the user has accepted the provider's terms.
  public var acceptsTerms = false
  /// The same key with the same arguments does nothing a second time.
  public var idempotencyKey: String?

  public init(reference: String, plan: Plan) {
    self.reference = reference
    self.plan = plan
  }
}

/// What changing a plan did, or would do.
public struct ChangePlanReport: Record {
  public enum Status: String, FieldEnum {
    case changed
    /// It was on this plan already.
    case unchanged
    /// Of a dry run: nothing stands in the way.
    case ready
    /// Of a dry run: see the checks.
    case blocked
  }

  @Field("Local name in the project.") public var name: String
  @Field("provider/service.") public var service: String
  @Field("Plan.") public var plan: String
  @Field("Plan before.") public var previousPlan: String
  @Field("What happened, or would.") public var status: Status
  @Field("Of a dry run: nothing stands in the way.") public var ready: Bool?
  @Field("Checks of a dry run.") public var preflight: [PreflightCheck]?

  public init() {}

  init(_ service: Project.Named, to plan: Plan, _ status: Status) {
    name = service.name.text
    self.service = service.reference
    self.plan = plan.rawValue
    previousPlan = service.plan.rawValue
    self.status = status
  }
}

extension Project {
  /// The plan of the one service that a text means.
  /// - Throws: `project_not_initialized`, `resource_not_found` and `ambiguous_reference`, with candidates.
  public func plan(of reference: String) throws(ProjectError) -> Plan { try named(reference, in: loadState()).plan }

  /// Moves a service to another plan. Its key goes on working.
  /// - Throws: `payment_method_required`, `tos_acceptance_required`, `confirmation_required`; nothing has changed then.
  public func changePlan(_ request: ChangePlanRequest) async throws(ProjectError) -> Outcome<ChangePlanReport> {
    _ = try loadState()
    let call = try IdempotentCall(
      key: request.idempotencyKey, operation: "change_plan", arguments: [request.reference, request.plan.rawValue])
    return try await exclusively("change_plan") { () async throws(ProjectError) in
      let remarks = try await recover()
      if let earlier: Outcome<ChangePlanReport> = try earlier(call) { return earlier }
      let state = try loadState()
      let service = try named(request.reference, in: state)
      guard service.plan != request.plan else {
        return Outcome(ChangePlanReport(service, to: request.plan, .unchanged), warnings: remarks)
      }
      try await preflight(request, service, state, isDryRun: false).requireAll()
      var change = try PlanChange.begin(
        service, to: request.plan, acceptsTerms: request.acceptsTerms, in: self, idempotency: call)
      guard let outcome = try await change.run(isResumed: false) else {
        throw .resourceNotFound(request.reference, candidates: [])
      }
      return Outcome(outcome.result, warnings: remarks + outcome.warnings, nextSteps: outcome.nextSteps)
    }
  }

  /// What would stand in the way of changing a plan. Changes nothing.
  public func checkPlanChange(_ request: ChangePlanRequest) async throws(ProjectError) -> Outcome<ChangePlanReport> {
    let state = try loadState()
    let service = try named(request.reference, in: state)
    guard service.plan != request.plan else { return Outcome(ChangePlanReport(service, to: request.plan, .unchanged)) }
    let preflight = await preflight(request, service, state, isDryRun: true)
    var report = ChangePlanReport(service, to: request.plan, preflight.isReady ? .ready : .blocked)
    report.ready = preflight.isReady
    report.preflight = preflight.checks
    return Outcome(report, nextSteps: preflight.nextSteps)
  }

  private func preflight(
    _ request: ChangePlanRequest, _ service: Named, _ state: ProjectState, isDryRun: Bool
  ) async -> Preflight {
    var preflight = Preflight()
    preflight.require("The key's gateway is in use") { () throws(ProjectError) in try requireGateway(of: service) }
    preflight.require("Its account has plans") { () throws(ProjectError) in
      guard service.issuer == .account else { throw .withoutPlans(service.name) }
    }
    requireStorage(state, &preflight)
    preflight.require("The account is known") { () throws(ProjectError) in try requireIssuer(.account) }
    if isDryRun || request.plan != .free {
      let standing = await accountStandingIfKnown()
      if request.plan != .free {
        preflight.require("A payment method is on file") { () throws(ProjectError) in
          try requirePaymentMethod(standing, isDryRun: isDryRun)
        }
      }
      preflight.require("The provider's terms are accepted") { () throws(ProjectError) in
        try requireTerms(standing, isAccepted: request.acceptsTerms)
      }
    }
    preflight.require("Paying is agreed to") { () throws(ProjectError) in
      try Self.requirePaying(request.plan, isAgreed: request.confirmsPaid)
    }
    return preflight
  }
}

extension ProjectError {
  fileprivate static func withoutPlans(_ name: LocalName) -> ProjectError {
    ProjectError(
      .invalidArgument,
      "The key of \(name) was made by a management key; it is paid by the account's credits, without a plan.",
      hint: "get_credits (`modelgates credits`) shows them.")
  }
}
