import Gateway

extension Project {
  /// Removes a service: takes its variables out of the env file, revokes its key, and forgets it.
  /// - Parameters:
  ///   - reference: A local name, `provider/service` or a provider.
  ///   - onlyCredentials: Forgets it here and leaves it alive there, and says so.
  ///   - idempotencyKey: The same key with the same arguments does nothing a second time.
  public func removeService(
    _ reference: String, onlyCredentials: Bool = false, idempotencyKey: String? = nil
  ) async throws(ProjectError) -> Outcome<RemoveServiceReport> {
    _ = try loadState()
    let call = try IdempotentCall(
      key: idempotencyKey, operation: "remove_service", arguments: [reference, String(onlyCredentials)])
    return try await exclusively("remove_service") { () async throws(ProjectError) in
      var remarks = onlyCredentials ? try await giveUp(reference) : try await recover()
      if let earlier: Outcome<RemoveServiceReport> = try earlier(call) { return earlier }
      let service = try named(reference, in: loadState())
      if !onlyCredentials { try requireGateway(of: service) }
      try requireReadableEnvironments(loadState())
      if onlyCredentials {
        remarks += (try? await endGrace(of: service)) ?? []
        remarks += try giveUp { $0.subject?.name == service.name }
      } else {
        remarks += try await endGrace(of: service)
      }
      // The rotation that was just ended has changed nothing that a removal goes by but what is read again here.
      let current = try named(service.name.text, in: loadState())
      var removal = try Removal.begin(current, onlyCredentials: onlyCredentials, in: self, idempotency: call)
      guard let outcome = try await removal.run(isResumed: false) else {
        throw .resourceNotFound(reference, candidates: [])
      }
      return Outcome(outcome.result, warnings: remarks + outcome.warnings, nextSteps: outcome.nextSteps)
    }
  }

  /// What would stand in the way of removing a service. Changes nothing.
  public func checkRemoval(
    _ reference: String, onlyCredentials: Bool = false, isConfirmed: Bool
  ) async throws(ProjectError) -> Outcome<RemoveServiceReport> {
    let state = try loadState()
    let service = try named(reference, in: state)
    var preflight = Preflight()
    if !onlyCredentials {
      preflight.require("The key's gateway is in use") { () throws(ProjectError) in try requireGateway(of: service) }
      preflight.require("Its maker can be asked") { () throws(ProjectError) in try requireIssuer(service.issuer) }
    }
    requireStorage(state, &preflight)
    preflight.require("The env files can be read") { () throws(ProjectError) in
      let file = try environmentFile(state)
      _ = try ProjectError.converting { try file.read() }
      try requireReadableEnvironments(state)
    }
    preflight.require("The user agrees") { () throws(ProjectError) in try Self.requireConfirmation(isConfirmed) }
    var report = RemoveServiceReport()
    report.name = service.name.text
    report.service = service.reference
    report.variables = service.resource.variables.names.map(\.text)
    report.envFile = output(state)
    report.keyFingerprint = service.fingerprint
    report.ready = preflight.isReady
    report.preflight = preflight.checks
    return Outcome(report, nextSteps: preflight.nextSteps)
  }

  /// An old key that is let live goes with its service.
  private func endGrace(of service: Named) async throws(ProjectError) -> [String] {
    guard var rotation = try unfinishedRotation(of: service.name) else { return [] }
    let until = rotation.graceLeft
    guard let outcome = try await rotation.run(isResumed: true, endingGrace: true) else { return [] }
    let isEnded = outcome.result.oldKey == .disabled || outcome.result.oldKey == .refused
    guard isEnded, let until else { return outcome.warnings }
    return ["The old key of \(service.name), which was to work until \(until), was ended."] + outcome.warnings
  }

  /// What is to be forgotten here needs nothing from the gateway, which may be gone. What is unfinished of it isn't finished: that
  /// could take back a key that is to stay alive.
  private func giveUp(_ reference: String) async throws(ProjectError) -> [String] {
    let service = try? named(reference, in: loadState())
    let remarks = try giveUp { entry in
      entry.kind == JournalEntry.Kind.remove.text && entry.subject?.name == service?.name
    }
    do throws(ProjectError) {
      return remarks + (try await recover())
    } catch {
      return remarks + [error.message]
    }
  }

  private func giveUp(_ isMeant: (JournalEntry) -> Bool) throws(ProjectError) -> [String] {
    let unfinished = try ProjectError.converting { try journal.unfinished() }
    return try unfinished.entries.filter(isMeant).map { entry throws(ProjectError) in
      try ProjectError.converting { try journal.finish(entry.operationId) }
      let key = entry[.newKeyHash] ?? entry[.oldKeyHash] ?? ""
      return "The unfinished \(entry.kind) was given up: the gateway \(entry[.gateway] ?? "") may have ended the key "
        + "\(key.prefix(12)) or not."
    }
  }
}
