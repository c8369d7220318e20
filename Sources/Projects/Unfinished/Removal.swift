import Gateway

/// Removing a service, step by step. Each step may be taken again, so an interrupted removal goes on where it stopped. The
/// env file comes first, so that it never holds a key that was taken back.
///
/// `unwrite` takes the variables out; `revoke` takes the key back; `forget` removes it from the vault and the state.
struct Removal: JournaledOperation {
  enum Step: String { case unwrite, revoke, forget }

  let project: Project
  let subject: JournalEntry.Subject
  var entry: JournalEntry

  /// Writes the intent down.
  static func begin(
    _ service: Project.Named, onlyCredentials: Bool, in project: Project, idempotency: IdempotentCall?
  ) throws(ProjectError) -> Removal {
    let subject = service.subject
    var entry = intent(.remove, first: .unwrite, subject, in: project, idempotency: idempotency)
    entry[.oldKeyHash] = service.resource.keyHash
    entry[.oldResourceID] = service.resource.resourceId
    entry[.onlyCredentials] = onlyCredentials ? "yes" : nil
    try project.begin(entry)
    return Removal(resuming: entry, subject, in: project)
  }

  init(resuming entry: JournalEntry, _ subject: JournalEntry.Subject, in project: Project) {
    self.project = project
    self.subject = subject
    self.entry = entry
  }

  /// Takes the steps that are left.
  /// - Returns: nil when the service is gone already.
  mutating func run(isResumed: Bool) async throws(ProjectError) -> Outcome<RemoveServiceReport>? {
    let state = try project.loadState()
    guard let service = project.service(subject.name, in: state) else {
      try project.keys.forget(of: subject.name)
      try finish()
      return nil
    }
    if isAt(.unwrite) {
      try unwrite(service, state)
    } else if isResumed {
      // While the gateway was away, someone may have put the key into the file again.
      _ = try project.unwrite(service, in: state)
    }
    var key = RemoveServiceReport.Key.revoked
    if entry[.onlyCredentials] != nil {
      key = .leftAlive
    } else if isAt(.revoke) {
      key = try await revoke()
    }
    return try forget(service, key, state)
  }

  mutating func resume() async throws(ProjectError) -> [String]? { try await run(isResumed: true)?.warnings }

  private mutating func unwrite(_ service: Project.Named, _ state: ProjectState) throws(ProjectError) {
    do throws(ProjectError) {
      let unwritten = try project.unwrite(service, in: state)
      entry[.removedVariables] = unwritten.removed.map(\.text).joined(separator: " ")
      entry[.leftVariables] = unwritten.left.map(\.text).joined(separator: " ")
      entry[.environments] = unwritten.others.map(\.text).joined(separator: " ")
    } catch {
      // Otherwise the file is as it was.
      if error.code != .notDurable { try finish() }
      throw error
    }
    try advance(to: entry[.onlyCredentials] == nil ? .revoke : .forget)
  }

  private mutating func revoke() async throws(ProjectError) -> RemoveServiceReport.Key {
    do throws(ProjectError) {
      try await project.revoke(entry.oldKey, by: subject.issuer)
    } catch {
      if error.isRefusal { try await abandon() }
      throw error
    }
    let isAccepted = try await isStillAccepted()
    if isAccepted == true {
      try await abandon()
      throw .stillAccepted(subject.name)
    }
    try advance(to: .forget)
    return isAccepted == nil ? .revoked : .refused
  }

  /// Nil when that can't be known: a gateway that has taken the key back, and makes no sense when it is asked for it, is no
  /// reason to put the key into the env file again.
  private func isStillAccepted() async throws(ProjectError) -> Bool? {
    guard let key = try project.keys.current(subject.name) else { return nil }
    do throws(ProjectError) {
      return try await project.accepts(key)
    } catch {
      guard error.isHopeless else { throw error }
      return nil
    }
  }

  private func forget(
    _ service: Project.Named, _ key: RemoveServiceReport.Key, _ state: ProjectState
  ) throws(ProjectError) -> Outcome<RemoveServiceReport> {
    let name = subject.name
    try project.keys.forget(of: name)
    try project.updateState { $0.resources[name] = nil }
    var report = RemoveServiceReport()
    report.name = name.text
    report.service = service.reference
    report.variables = entry.names(.removedVariables)
    report.envFile = project.output(state)
    report.keyFingerprint = service.fingerprint
    report.key = key
    var warnings = entry.names(.leftVariables).map { "\($0) in \(report.envFile) isn't ours, and was left there." }
    if key == .leftAlive {
      warnings.append(
        "The key \(service.fingerprint) still works at \(service.resource.gateway); whoever has it can use it.")
    }
    let outcome = Outcome(report, warnings: warnings)
    try project.keep(outcome, of: IdempotentCall(entry, operation: "remove_service"))
    try finish()
    return outcome
  }

  /// Gives up: the key goes back into the env file, unless the gateway refuses it by now.
  func abandon() async throws(ProjectError) {
    let state = try project.loadState()
    if let service = project.service(subject.name, in: state), let key = try project.keys.current(subject.name) {
      let isRefused = (try? await project.accepts(key)) == false
      if isRefused {
        _ = try forget(service, .refused, state)
        return
      }
      let others = entry.names(.environments).compactMap { LocalName($0) }
      for environment in [state.activeEnvironment] + others where state.environments[environment] != nil {
        do throws(ProjectError) {
          try project.write(service.resource.variables, of: subject.name, key: key, to: environment, in: state)
        } catch {
          // Somebody's own variable is in its place: then there is nothing to put back.
          guard error.code == .envVariableConflict else { throw error }
        }
      }
    }
    try finish()
  }
}

extension ProjectError {
  static func stillAccepted(_ name: LocalName) -> ProjectError {
    ProjectError(
      .verificationFailed, "The gateway still accepts the key of \(name), so the service stays in the project.",
      hint: "Disable the key in the dashboard: open_dashboard (`modelgates open modelgates`). Then remove_service with "
        + "only_credentials (`modelgates remove \(name) --only-credentials`) forgets it here.")
  }
}
