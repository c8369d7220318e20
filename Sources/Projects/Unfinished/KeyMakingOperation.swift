import Gateway

/// A journaled operation that makes a key, which is pending until it is verified and written.
protocol KeyMakingOperation: JournaledOperation {}

extension KeyMakingOperation {
  /// Makes the key, or gets the one that an interrupted attempt has made, and seals it as pending. The entry notes which
  /// key it is; advancing writes that down.
  /// - Returns: false when there was nothing to go on with: then the operation is finished.
  mutating func mint(_ state: ProjectState, isResumed: Bool) async throws(ProjectError) -> Bool {
    let order = KeyOrder(
      operation: entry.operationId, name: subject.name, service: subject.service, plan: subject.plan,
      project: state.project, limit: subject.limit, acceptsTerms: subject.acceptsTerms,
      paymentToken: isResumed || subject.plan == .free ? nil : project.paymentToken,
      information: entry.information)
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

  /// Forgets what was begun without asking the gateway.
  func abandon() throws(ProjectError) {
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
