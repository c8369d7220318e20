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
      let service = try named(reference, in: loadState())
      try requireGateway(of: service)
      if let entry = try stillUnfinished(of: service.name) { throw rotationInProgress(entry) }
      let until = graceSeconds == 0 ? nil : clock.now.advanced(bySeconds: Int64(graceSeconds))
      let limit = try await currentLimit(of: service)
      var rotation = try Rotation.begin(service, limit: limit, graceUntil: until, in: self, idempotency: call)
      guard let outcome = try await rotation.run(isResumed: false) else { throw .keyNotInVault(service.name.text) }
      return Outcome(outcome.result, warnings: remarks + outcome.warnings, nextSteps: outcome.nextSteps)
    }
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

  private func rotationInProgress(_ entry: JournalEntry) -> ProjectError {
    guard let until = entry[.graceUntil], entry.kind == JournalEntry.Kind.rotate.text else {
      return .rotationInProgress(
        "An unfinished \(entry.kind) of this service belongs to the gateway \(entry[.gateway] ?? "").")
    }
    return .rotationInProgress("The key was rotated already, and the old one works until \(until).")
  }
}
