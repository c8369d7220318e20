import Gateway
import JSON

/// Adding a service, step by step. Each step may be taken again, so an interrupted addition goes on where it stopped.
///
/// `mint` makes the key and seals it as pending; `verify` asks the gateway whether it works; `write` puts it into the env
/// file; `record` makes it current and writes the state.
struct Addition: KeyMakingOperation {
  enum Step: String { case mint, verify, write, record }

  let project: Project
  let subject: JournalEntry.Subject
  private let variables: VariableNames
  var entry: JournalEntry

  /// Writes the intent down.
  static func begin(
    _ subject: JournalEntry.Subject, information: JSONObject?, in project: Project, idempotency: IdempotentCall?
  ) throws(ProjectError) -> Addition {
    var entry = intent(.add, first: .mint, subject, in: project, idempotency: idempotency)
    try entry.note(information)
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
    if isAt(.mint) {
      guard try await mint(state, isResumed: isResumed) else { return nil }
      try advance(to: .verify)
    }
    guard let key = try project.keys.newest(subject.name) else {
      try finish()
      return nil
    }
    if isAt(.verify) { try await verify(key) }
    if isAt(.write) { try await write(key, state) }
    return try record()
  }

  mutating func resume() async throws(ProjectError) -> [String]? { try await run(isResumed: true)?.warnings }

  private mutating func verify(_ key: Secret) async throws(ProjectError) {
    guard let info = try await project.info(of: key) else {
      try await undo()
      throw .newKeyRefused(subject.name)
    }
    guard try await project.ensure(subject.limit, of: info, hash: entry[.newKeyHash]) else {
      try await undo()
      throw .limitNotSet(subject.name)
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
      resource.limit = subject.limit?.amount
      resource.limitReset = subject.limit?.reset?.rawValue
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
    try await abandon()
  }
}
