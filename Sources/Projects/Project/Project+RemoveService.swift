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
      var remarks = try await recover()
      if let earlier: Outcome<RemoveServiceReport> = try earlier(call) { return earlier }
      let service = try named(reference, in: loadState())
      if !onlyCredentials { try requireGateway(of: service) }
      remarks += try await endGrace(of: service)
      // The rotation that was just ended has changed nothing that a removal goes by but what is read again here.
      let current = try named(service.name.text, in: loadState())
      var removal = try Removal.begin(current, onlyCredentials: onlyCredentials, in: self, idempotency: call)
      guard let outcome = try await removal.run() else { throw .resourceNotFound(reference, candidates: []) }
      return Outcome(outcome.result, warnings: remarks + outcome.warnings, nextSteps: outcome.nextSteps)
    }
  }

  /// An old key that is let live goes with its service.
  private func endGrace(of service: Named) async throws(ProjectError) -> [String] {
    guard let entry = try stillUnfinished(of: service.name), entry.kind == JournalEntry.Kind.rotate.text,
      let subject = entry.subject, entry[.gateway] == gateway.name
    else { return [] }
    var rotation = Rotation(resuming: entry, subject, in: self)
    return try await rotation.run(isResumed: true, endingGrace: true)?.warnings ?? []
  }
}
