import Gateway

extension Project {
  /// The longest grace period: a week.
  public static let longestGrace = 7 * 86_400

  /// Makes a new key for a service, verifies it, writes it into the env file, and only then disables the old one.
  /// - Parameters:
  ///   - reference: A local name, `provider/service` or a provider; nil for the only service.
  ///   - graceSeconds: For how long the old key is let work, 0 to a week.
  ///   - idempotencyKey: The same key with the same arguments does nothing a second time.
  /// - Throws: `rotation_in_progress` while another rotation, or the grace period of one, isn't over.
  public func rotateKey(
    _ reference: String? = nil, graceSeconds: Int = 0, idempotencyKey: String? = nil
  ) async throws(ProjectError) -> Outcome<RotateKeyReport> {
    guard (0...Self.longestGrace).contains(graceSeconds) else {
      throw .invalidArgument("The grace period is 0 to \(Self.longestGrace) seconds, which is a week.")
    }
    _ = try loadState()
    let call = try IdempotentCall(
      key: idempotencyKey, operation: "rotate_key", arguments: [reference ?? "", String(graceSeconds)])
    return try await exclusivelyRotating { () async throws(ProjectError) in
      let remarks = try await recover()
      if let earlier: Outcome<RotateKeyReport> = try earlier(call) { return earlier }
      let state = try loadState()
      let service = try named(reference, in: state)
      try requireGateway(of: service)
      if let entry = try stillUnfinished(of: service.name) {
        if entry.step == Rotation.Step.mint.rawValue, entry[.gateway] == gateway.name { throw .notComplete("pending") }
        throw rotationInProgress(entry)
      }
      try requireReadableEnvironments(state)
      let until = graceSeconds == 0 ? nil : clock.now.advanced(bySeconds: Int64(graceSeconds))
      let limit = try await currentLimit(of: service)
      var rotation = try Rotation.begin(service, limit: limit, graceUntil: until, in: self, idempotency: call)
      guard let outcome = try await rotation.run(isResumed: false) else { throw .keyNotInVault(service.name.text) }
      return Outcome(outcome.result, warnings: remarks + outcome.warnings, nextSteps: outcome.nextSteps)
    }
  }

  /// Ends the grace period of a rotation early: the old key is disabled now.
  /// - Throws: `no_grace_period` when there is none.
  public func finishRotation(_ reference: String? = nil) async throws(ProjectError) -> Outcome<RotateKeyReport> {
    _ = try loadState()
    return try await exclusivelyRotating { () async throws(ProjectError) in
      let service = try named(reference, in: loadState())
      try requireGateway(of: service)
      guard var rotation = try unfinishedRotation(of: service.name) else { throw .noGracePeriod(service.name) }
      guard let outcome = try await rotation.run(isResumed: true, endingGrace: true) else {
        throw .noGracePeriod(service.name)
      }
      return outcome
    }
  }

  /// What would stand in the way of rotating a key, or of ending a grace period. Changes nothing.
  public func checkRotation(
    _ reference: String? = nil, finishing: Bool = false, isConfirmed: Bool
  ) async throws(ProjectError) -> Outcome<RotateKeyReport> {
    let state = try loadState()
    let service = try named(reference, in: state)
    let unfinished = try stillUnfinished(of: service.name)
    var preflight = Preflight()
    preflight.require("The key's gateway is in use") { () throws(ProjectError) in try requireGateway(of: service) }
    requireStorage(state, &preflight)
    if finishing {
      preflight.require("A grace period is running") { () throws(ProjectError) in
        guard unfinished?[.graceUntil] != nil else { throw .noGracePeriod(service.name) }
      }
    } else {
      preflight.require("Nothing of it is unfinished") { () throws(ProjectError) in
        if let unfinished { throw rotationInProgress(unfinished) }
      }
      preflight.require("The env file can be written") { () throws(ProjectError) in
        try requireWritable(service.resource.variables, of: service.name, in: state)
      }
    }
    preflight.require("Its maker can be asked") { () throws(ProjectError) in try requireIssuer(service.issuer) }
    preflight.require("The user agrees") { () throws(ProjectError) in try Self.requireConfirmation(isConfirmed) }
    var report = RotateKeyReport()
    report.name = service.name.text
    report.variables = service.resource.variables.names.map(\.text)
    report.envFile = output(state)
    report.oldFingerprint = String((unfinished?[.oldKeyHash] ?? service.resource.keyHash ?? "").prefix(12))
    report.ready = preflight.isReady
    report.preflight = preflight.checks
    return Outcome(report, nextSteps: preflight.nextSteps)
  }

  /// A rotation that isn't over, in its grace period or interrupted.
  func unfinishedRotation(of name: LocalName) throws(ProjectError) -> Rotation? {
    guard let entry = try stillUnfinished(of: name), entry.kind == JournalEntry.Kind.rotate.text,
      let subject = entry.subject, entry[.gateway] == gateway.name
    else { return nil }
    return Rotation(resuming: entry, subject, in: self)
  }

  /// The limit that the new key gets: that of the old one, which may have been changed at the gateway. Without the old one,
  /// or when it is refused, the limit that the project gave it.
  private func currentLimit(of service: Named) async throws(ProjectError) -> SpendingLimit? {
    guard let key = try keys.current(service.name), let info = try await info(of: key) else { return service.limit }
    return SpendingLimit(info)
  }

  /// Of two rotations at once, the second doesn't wait.
  private func exclusivelyRotating<Result: Sendable>(
    _ body: () async throws(ProjectError) -> Result
  ) async throws(ProjectError) -> Result {
    do throws(ProjectError) {
      return try await exclusively("rotate_key", waiting: .zero, body)
    } catch {
      guard error.code == .operationInProgress, error.message.contains("(rotate_key)") else { throw error }
      throw .rotationInProgress("Another rotation is running in this project.")
    }
  }

  fileprivate func rotationInProgress(_ entry: JournalEntry) -> ProjectError {
    guard let until = entry[.graceUntil], entry.kind == JournalEntry.Kind.rotate.text else {
      let other = entry[.gateway] ?? ""
      guard other != gateway.name else {
        return .rotationInProgress(
          "An unfinished \(entry.kind) of this service must be finished first, and can't be now.")
      }
      return ProjectError(
        .rotationInProgress, "An unfinished \(entry.kind) of this service belongs to the gateway \(other).",
        hint:
          "pull_env (`modelgates env --pull`) with that gateway (`--gateway \(Self.gatewayOption(other))`) goes on with it."
      )
    }
    return ProjectError(
      .rotationInProgress, "The key was rotated already, and the old one works until \(until).",
      hint: "rotate_key with finish (`modelgates rotate \(entry[.resource] ?? "") --finish`) ends that now.",
      retryable: true)
  }
}

extension ProjectError {
  static func noGracePeriod(_ name: LocalName) -> ProjectError {
    ProjectError(
      .noGracePeriod, "No old key of \(name) is in a grace period.",
      hint: "See project_status (`modelgates status`).")
  }
}
