import Gateway

/// Replacing a key, step by step. Each step may be taken again, so an interrupted rotation goes on where it stopped. At
/// every moment the key in the env file works.
///
/// `mint` makes the new key and seals it as pending; `verify` asks the gateway whether it works; `write` puts it into the
/// env file; `switch` makes it current, here and in the state; `disable` takes the old one back, after the grace period.
struct Rotation: KeyMakingOperation {
  enum Step: String { case mint, verify, write, `switch`, disable }

  let project: Project
  let subject: JournalEntry.Subject
  var entry: JournalEntry

  /// Writes the intent down.
  /// - Parameters:
  ///   - limit: What the new key may spend.
  ///   - graceUntil: The old key works until then; nil for no longer than it must.
  static func begin(
    _ service: Project.Named, limit: SpendingLimit?, graceUntil: Timestamp?, in project: Project,
    idempotency: IdempotentCall?
  ) throws(ProjectError) -> Rotation {
    var subject = service.subject
    subject.limit = limit
    var entry = intent(.rotate, first: .mint, subject, in: project, idempotency: idempotency)
    entry[.oldKeyHash] = service.resource.keyHash
    entry[.oldResourceID] = service.resource.resourceId
    entry[.graceUntil] = graceUntil?.text
    try project.begin(entry)
    return Rotation(resuming: entry, subject, in: project)
  }

  init(resuming entry: JournalEntry, _ subject: JournalEntry.Subject, in project: Project) {
    self.project = project
    self.subject = subject
    self.entry = entry
  }

  /// Until when the old key is let live, if that is in the future.
  var graceLeft: Timestamp? {
    let now = project.clock.now
    guard isAt(.disable), let until = entry[.graceUntil].flatMap({ Timestamp($0) }),
      // A later end than any grace period has comes of a clock that was wrong when it was set.
      until > now, until <= now.advanced(bySeconds: Int64(Project.longestGrace))
    else { return nil }
    return until
  }

  /// Takes the steps that are left, but doesn't wait for the end of the grace period.
  /// - Returns: nil when there was nothing to go on with, so that it is as if nothing had been begun.
  mutating func run(isResumed: Bool, endingGrace: Bool = false) async throws(ProjectError) -> Outcome<RotateKeyReport>?
  {
    let state = try project.loadState()
    guard let service = project.service(subject.name, in: state) else {
      try await withdraw()
      return nil
    }
    if isAt(.mint) {
      guard try await mint(state, isResumed: isResumed) else { return nil }
      try advance(to: .verify)
    }
    if isAt(.verify) { try await verify(service, state, isResumed: isResumed) }
    if isAt(.write) { try await write(service, state, isResumed: isResumed) }
    if isAt(.switch) { try makeCurrent() }
    if !endingGrace, let until = graceLeft {
      let outcome = outcome(service, oldKey: .inGrace, state, graceUntil: until)
      try project.keep(outcome, of: IdempotentCall(entry, operation: "rotate_key"))
      return outcome
    }
    return try await disable(service, state)
  }

  /// Doesn't end a grace period that isn't over.
  mutating func resume() async throws(ProjectError) -> [String]? {
    guard graceLeft == nil else { return nil }
    return try await run(isResumed: true)?.warnings
  }

  private mutating func verify(
    _ service: Project.Named, _ state: ProjectState, isResumed: Bool
  ) async throws(ProjectError) {
    guard let key = try project.keys.pending(subject.name), let info = try await project.info(of: key) else {
      try await rollBack(service, state, isResumed: isResumed)
      throw .newKeyRefused(subject.name)
    }
    let hasLimit = try await project.ensure(subject.limit, of: info, hash: entry[.newKeyHash])
    entry[.limitLost] = hasLimit ? nil : "yes"
    try advance(to: .write)
  }

  private mutating func write(
    _ service: Project.Named, _ state: ProjectState, isResumed: Bool
  ) async throws(ProjectError) {
    do throws(ProjectError) {
      guard let key = try project.keys.pending(subject.name) else { throw .newKeyRefused(subject.name) }
      try project.write(service.resource.variables, of: subject.name, key: key, in: state)
    } catch {
      // A key that is written isn't taken back: the next operation goes on with it, and until then both work.
      if error.code != .notDurable { try await rollBack(service, state, isResumed: isResumed) }
      throw error
    }
    try advance(to: .switch)
  }

  private mutating func makeCurrent() throws(ProjectError) {
    try project.keys.promote(subject.name)
    let (name, entry, now) = (subject.name, entry, project.clock.now)
    try project.updateState { state in
      state.resources[name]?.keyHash = entry[.newKeyHash]
      state.resources[name]?.resourceId = entry[.newResourceID]
      state.resources[name]?.rotatedAt = now
    }
    try advance(to: .disable)
  }

  /// Takes the old key back. By now the project doesn't need it, so what fails here is a warning, not a failure. What the
  /// gateway refuses for good is tried once more by the next operation: a key that is left alive stays alive.
  private mutating func disable(
    _ service: Project.Named, _ state: ProjectState
  ) async throws(ProjectError) -> Outcome<RotateKeyReport> {
    // A state that came from elsewhere may name what is the new key's here.
    let isNew = entry[.oldResourceID] != nil && entry[.oldResourceID] == entry[.newResourceID]
    var oldKey = isNew ? RotateKeyReport.OldKey.refused : .disabled
    var failure: ProjectError?
    do throws(ProjectError) {
      if !isNew {
        try await project.revoke(entry.oldKey, by: entry.oldKey.resourceID == nil ? .managementKey : .account)
      }
      if let old = try project.keys.previous(subject.name) {
        oldKey = try await project.accepts(old) ? .alive : .refused
      }
    } catch {
      failure = error
      oldKey = .alive
    }
    let isFinal = failure?.isRefusal ?? true
    let isDone = isFinal && (oldKey != .alive || entry[.wasRefused] != nil)
    if isFinal, !isDone {
      entry[.wasRefused] = "yes"
      try advance(to: .disable)
    }
    let warnings = oldKey == .alive ? [Self.aliveWarning(failure, isDone: isDone)] : []
    let outcome = outcome(service, oldKey: oldKey, state, warnings: warnings)
    try project.keep(outcome, of: IdempotentCall(entry, operation: "rotate_key"))
    if isDone {
      try project.keys.forget(.previous, of: subject.name)
      try finish()
    }
    return outcome
  }

  private static func aliveWarning(_ failure: ProjectError?, isDone: Bool) -> String {
    let reason = failure?.message ?? "The gateway still accepts it."
    return isDone
      ? "The old key couldn't be disabled; disable it in the dashboard: open_dashboard (`modelgates open modelgates`). "
        + reason
      : "The old key isn't known to be disabled yet; the next operation that writes, for example pull_env "
        + "(`modelgates env --pull`), goes on with it. " + reason
  }

  /// Takes the new key back; the old one stays. The env files come first: they must never hold a key that was taken back.
  private func rollBack(
    _ service: Project.Named, _ state: ProjectState, isResumed: Bool
  ) async throws(ProjectError) {
    if isAt(.write), let old = try project.keys.current(subject.name), let new = try project.keys.pending(subject.name)
    {
      try project.putBack(
        old, for: new, service.resource.variables, of: subject.name, in: state, isCertain: !isResumed)
    }
    try await project.revoke(entry.newKey, by: subject.issuer)
    try await abandon()
  }

  /// Takes back what isn't needed now that the service is gone from the project: the old key, or the new one.
  private func withdraw() async throws(ProjectError) {
    let isSwitched = isAt(.disable)
    let key = isSwitched ? entry.oldKey : entry.newKey
    try await project.revoke(key, by: key.resourceID == nil ? .managementKey : .account)
    try project.keys.forget(of: subject.name)
    try finish()
  }

  private func outcome(
    _ service: Project.Named, oldKey: RotateKeyReport.OldKey, _ state: ProjectState, graceUntil: Timestamp? = nil,
    warnings: [String] = []
  ) -> Outcome<RotateKeyReport> {
    var warnings = warnings
    if entry[.limitLost] != nil, let limit = subject.limit {
      warnings.append(
        "The new key has no spending limit; the old one had \(limit). set_limit (`modelgates limit "
          + "\(subject.name) \(limit.amount)`) sets it with a management key.")
    }
    var report = RotateKeyReport()
    report.name = subject.name.text
    report.variables = service.resource.variables.names.map(\.text)
    report.envFile = project.output(state)
    report.oldFingerprint = String((entry[.oldKeyHash] ?? "").prefix(12))
    report.newFingerprint = String((entry[.newKeyHash] ?? "").prefix(12))
    report.oldKey = oldKey
    report.graceUntil = graceUntil?.text
    var steps = ["Restart what runs with the old key, so that it reads \(project.output(state)) again."]
    if let graceUntil {
      steps.append(
        "rotate_key with finish (`modelgates rotate \(subject.name) --finish`) ends the old key; after \(graceUntil) the next "
          + "operation that writes does, such as pull_env (`modelgates env --pull`).")
    }
    return Outcome(report, warnings: warnings, nextSteps: steps)
  }
}
