import Gateway

/// Adding a service, step by step. Each step may be taken again, so an interrupted addition goes on where it stopped.
///
/// `mint` makes the key and seals it as pending; `verify` asks the gateway whether it works; `write` puts it into the env
/// file; `record` makes it current and writes the state.
struct Addition {
  enum Step: String { case mint, verify, write, record }

  private let project: Project
  private let subject: JournalEntry.Subject
  private let variables: VariableNames
  private var entry: JournalEntry

  /// Writes the intent down.
  static func begin(
    _ subject: JournalEntry.Subject, in project: Project, idempotency: IdempotentCall?
  ) throws(ProjectError) -> Addition {
    let now = project.clock.now
    var entry = JournalEntry(OperationID(at: now), kind: .add, step: Step.mint.rawValue, at: now)
    entry.describe(subject, gateway: project.gateway.name, idempotency: idempotency)
    let addition = try Addition(resuming: entry, subject, in: project)
    try project.begin(entry)
    return addition
  }

  init(resuming entry: JournalEntry, _ subject: JournalEntry.Subject, in project: Project) throws(ProjectError) {
    self.project = project
    self.subject = subject
    self.entry = entry
    variables = try ResourceVariables.names(subject.name, provider: subject.provider, service: subject.service)
  }

  /// Takes the steps that are left.
  /// - Returns: nil when there was nothing to go on with, so that it is as if nothing had been begun.
  mutating func run(isResumed: Bool) async throws(ProjectError) -> Outcome<AddServiceReport>? {
    let state = try project.loadState()
    if entry.step == Step.mint.rawValue {
      guard try await mint(state, isResumed: isResumed) else { return nil }
    }
    guard let key = try project.keys.newest(subject.name) else {
      try finish()
      return nil
    }
    if entry.step == Step.verify.rawValue { try await verify(key) }
    if entry.step == Step.write.rawValue { try await write(key, state) }
    return try record()
  }

  private mutating func mint(_ state: ProjectState, isResumed: Bool) async throws(ProjectError) -> Bool {
    let order = KeyOrder(
      operation: entry.operationId, name: subject.name, service: subject.service, plan: subject.plan,
      project: state.project)
    let issued: IssuedKey?
    do throws(ProjectError) {
      if isResumed, subject.issuer == .managementKey, let pending = try project.keys.pending(subject.name) {
        issued = try IssuedKey(key: pending, resourceID: nil)
      } else {
        issued =
          isResumed
          ? try await project.reclaim(order, by: subject.issuer) : try await project.issue(order, by: subject.issuer)
      }
    } catch {
      // Nothing was made: then there is nothing to finish or to undo.
      if !isResumed, !error.mayHaveTakenEffect { try finish() }
      throw error
    }
    guard let issued else {
      try finish()
      return false
    }
    try project.keys.seal(pending: issued.key, of: subject.name)
    entry[.newKeyHash] = issued.hash
    entry[.newResourceID] = issued.resourceID
    try advance(to: .verify)
    return true
  }

  private mutating func verify(_ key: Secret) async throws(ProjectError) {
    guard try await project.accepts(key) else {
      try await undo()
      throw .newKeyRefused(subject.name)
    }
    try advance(to: .write)
  }

  private mutating func write(_ key: Secret, _ state: ProjectState) async throws(ProjectError) {
    do throws(ProjectError) {
      try project.write(variables, of: subject.name, key: key, in: state)
    } catch {
      // What is written isn't undone: the next operation goes on with it.
      if error.code != .notDurable { try await undo() }
      throw error
    }
    try advance(to: .record)
  }

  private mutating func record() throws(ProjectError) -> Outcome<AddServiceReport> {
    try project.keys.promote(subject.name)
    let now = project.clock.now
    let (subject, variables, entry) = (subject, variables, entry)
    let link = subject.issuer == .account ? try project.account.link() : nil
    let state = try project.updateState { state in
      var resource = ProjectResource(
        provider: LocalName(subject.provider) ?? "modelgates", service: subject.service, gateway: project.gateway.name,
        createdAt: now)
      resource.plan = subject.plan.rawValue
      resource.resourceId = entry[.newResourceID]
      resource.keyHash = entry[.newKeyHash]
      resource.variables = variables
      state.resources[subject.name] = resource
      state.linkProvider(subject.provider, link, gateway: project.gateway.name, at: now)
      return state
    }
    let outcome = project.addedOutcome(subject.name, .added, in: state)
    try project.keep(outcome, of: IdempotentCall(entry, operation: "add_service"))
    try finish()
    return outcome
  }

  /// Takes the new key back, so that it is as if nothing had been begun.
  private func undo() async throws(ProjectError) {
    let state = try project.loadState()
    try project.unwrite(ours: variables, key: try project.keys.pending(subject.name), in: state)
    try await project.revoke(entry.newKey, by: subject.issuer)
    try abandon()
  }

  /// Forgets what was begun without asking the gateway.
  func abandon() throws(ProjectError) {
    try project.keys.forget(.pending, of: subject.name)
    try finish()
  }

  private mutating func advance(to step: Step) throws(ProjectError) {
    let now = project.clock.now
    let journal = project.journal
    try ProjectError.converting { try journal.advance(&entry, to: step.rawValue, at: now) }
  }

  private func finish() throws(ProjectError) {
    try ProjectError.converting { try project.journal.finish(entry.operationId) }
  }
}

extension ProjectError {
  static func newKeyRefused(_ name: LocalName) -> ProjectError {
    ProjectError(
      .verificationFailed, "The gateway refuses the key that it has just made for \(name), so the key was taken back.",
      hint: "Try again; the project is as it was before.", retryable: true)
  }
}

extension ProjectState {
  /// Notes the account that a provider is linked with.
  mutating func linkProvider(_ provider: String, _ link: Account.Link?, gateway: String, at now: Timestamp) {
    guard let name = LocalName(provider) else { return }
    var record = providers[name] ?? ProviderLink(name: provider == "modelgates" ? "ModelGates" : provider)
    if let link, record.accountId != link.accountID || record.gateway != gateway {
      record.accountId = link.accountID
      record.gateway = gateway
      record.linkedAt = now
    }
    providers[name] = record
  }
}
