import Gateway

/// Moving a service to another plan, step by step. Its key stays, unless the gateway gives it another one with the plan.
///
/// `update` asks the gateway; `record` writes the state.
struct PlanChange: JournaledOperation {
  enum Step: String { case update, record }

  let project: Project
  /// With the plan that it moves to.
  let subject: JournalEntry.Subject
  var entry: JournalEntry

  /// Writes the intent down.
  static func begin(
    _ service: Project.Named, to plan: Plan, acceptsTerms: Bool, in project: Project, idempotency: IdempotentCall?
  ) throws(ProjectError) -> PlanChange {
    var subject = service.subject
    subject.plan = plan
    subject.acceptsTerms = acceptsTerms
    var entry = intent(.changePlan, first: .update, subject, in: project, idempotency: idempotency)
    entry[.oldPlan] = service.plan.rawValue
    try project.begin(entry)
    return PlanChange(resuming: entry, subject, in: project)
  }

  init(resuming entry: JournalEntry, _ subject: JournalEntry.Subject, in project: Project) {
    self.project = project
    self.subject = subject
    self.entry = entry
  }

  /// Takes the steps that are left.
  /// - Returns: nil when the service is gone.
  mutating func run(isResumed: Bool) async throws(ProjectError) -> Outcome<ChangePlanReport>? {
    let state = try project.loadState()
    guard let service = project.service(subject.name, in: state), let id = service.resource.resourceId else {
      try finish()
      return nil
    }
    if isAt(.update) {
      try await update(id, isResumed: isResumed)
      try advance(to: .record)
    }
    return try record(service)
  }

  mutating func resume() async throws(ProjectError) -> [String]? { try await run(isResumed: true)?.warnings }

  func abandon() async throws(ProjectError) { try finish() }

  private mutating func update(_ id: String, isResumed: Bool) async throws(ProjectError) {
    do throws(ProjectError) {
      if let key = try await newKey(byUpdating: id, isResumed: isResumed) { try adopt(key) }
    } catch {
      // Then the plan is as it was.
      if !error.mayHaveTakenEffect, !(isResumed && error.retryable) { try finish() }
      throw error
    }
  }

  /// Being on a plan already is fine, so it may be asked for again; but not under the same key, because a payment token was
  /// for the first request only.
  /// - Returns: the key that the gateway hands out with the plan, if it does.
  private func newKey(byUpdating id: String, isResumed: Bool) async throws(ProjectError) -> Secret? {
    var options = ResourceOptions()
    options.acceptsTerms = subject.acceptsTerms
    options.paymentToken = isResumed || subject.plan == .free ? nil : project.paymentToken
    let (final, operation) = (options, isResumed ? nil : entry.operationId.text)
    let reply = try await project.account.asking { client, token throws(GatewayError) in
      try await client.updateService(
        id: id, serviceID: subject.service, plan: subject.plan, options: final, operationID: operation,
        accessToken: token)
    }
    guard reply.status == .complete else { throw .notComplete(reply.status.name) }
    return reply.apiKey
  }

  private mutating func adopt(_ key: Secret) throws(ProjectError) {
    guard try project.keys.current(subject.name) != key else { return }
    try project.keys.seal(pending: key, of: subject.name)
    entry[.newKeyHash] = try key.hash()
  }

  private func record(_ service: Project.Named) throws(ProjectError) -> Outcome<ChangePlanReport> {
    let (name, entry, plan) = (subject.name, entry, subject.plan)
    if entry[.newKeyHash] != nil, let key = try project.keys.newest(name) {
      try project.write(service.resource.variables, of: name, key: key, in: project.loadState())
      try project.keys.promote(name)
    }
    try project.updateState { state in
      state.resources[name]?.plan = plan.rawValue
      if let hash = entry[.newKeyHash] { state.resources[name]?.keyHash = hash }
    }
    var report = ChangePlanReport(service, to: plan, .changed)
    report.previousPlan = entry[.oldPlan] ?? service.plan.rawValue
    let outcome = Outcome(report, nextSteps: [nextStep])
    try project.keep(outcome, of: IdempotentCall(entry, operation: "change_plan"))
    try finish()
    return outcome
  }

  private var nextStep: String {
    subject.plan == .free
      ? "Only models whose id ends in :free cost nothing now: list_models (`modelgates models --free`)."
      : "Calls are billed per token now: set_limit (`modelgates limit \(subject.name) <usd>`) limits what the key may spend."
  }
}
