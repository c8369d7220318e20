import Gateway

/// A journaled operation that makes a key, which is pending until it is verified and written.
protocol KeyMakingOperation: JournaledOperation {}

extension KeyMakingOperation {
  /// Makes the key, or gets the one that an interrupted attempt has made, and seals it as pending. The entry notes which
  /// key it is; advancing writes that down.
  /// - Returns: false when there was nothing to go on with: then the operation is finished.
  mutating func mint(_ state: ProjectState, isResumed: Bool) async throws(ProjectError) -> Bool {
    let order = order(state, isResumed: isResumed)
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
    return true
  }

  private func order(_ state: ProjectState, isResumed: Bool) -> KeyOrder {
    KeyOrder(
      operation: entry.operationId, name: subject.name, provider: subject.provider, service: subject.service,
      plan: subject.plan, project: state.project, limit: subject.limit, acceptsTerms: subject.acceptsTerms,
      paymentToken: isResumed || subject.plan == .free ? nil : project.paymentToken,
      information: entry.information)
  }

  /// Takes back the key that an attempt of long ago may have made, and forgets the attempt. Whoever has lost count of the
  /// time, the gateway or this computer, the same order under the same id gets either that key or a new one, which goes.
  func retract() async throws(ProjectError) {
    if let issued = try await project.reclaim(order(project.loadState(), isResumed: true), by: subject.issuer) {
      try await project.revoke(IssuedKeyName(resourceID: issued.resourceID, hash: issued.hash), by: subject.issuer)
    }
    try await abandon()
  }

  /// Forgets what was begun. A key that stands nowhere yet is taken back, if the gateway does that.
  func abandon() async throws(ProjectError) {
    if entry.step == Addition.Step.verify.rawValue { try? await project.revoke(entry.newKey, by: subject.issuer) }
    try project.keys.forget(.pending, of: subject.name)
    try finish()
  }
}

extension ProjectError {
  static func newKeyRefused(_ name: LocalName) -> ProjectError {
    ProjectError(
      .verificationFailed, "The gateway refuses the key that it has just made for \(name), so the key was taken back.",
      hint: "Try again; the project is as it was before.", retryable: true)
  }
}
