import Gateway

extension Project {
  /// Writes an intent down. One that can't be written for good is not there at all, so that nobody carries it out later.
  func begin(_ entry: JournalEntry) throws(ProjectError) {
    do throws(ProjectFileError) {
      try journal.begin(entry)
    } catch {
      try? journal.finish(entry.operationId)
      throw ProjectError(converting: error)
    }
  }

  /// Finishes or undoes what interrupted operations have left. Under the project's lock.
  /// - Returns: what was done, and what couldn't be, for people.
  /// - Throws: when something can't be finished now, but later: then nothing else may be begun.
  func recover() async throws(ProjectError) -> [String] {
    let unfinished = try ProjectError.converting { try journal.unfinished() }
    var remarks = unfinished.damaged.map { "A file of the journal can't be read and was left alone: \($0.path)." }
    for entry in unfinished.entries where entry[.gateway] == gateway.name {
      remarks += try await recover(entry)
    }
    return remarks
  }

  private func recover(_ entry: JournalEntry) async throws(ProjectError) -> [String] {
    guard let subject = entry.subject else {
      return ["An unfinished \(entry.kind) can't be understood; it was left alone."]
    }
    let isMinting = entry.step == Addition.Step.mint.rawValue
    if isMinting, entry.startedAt.advanced(bySeconds: Self.replayWindow) < clock.now, subject.issuer == .account {
      try abandon(entry, subject)
      return ["An unfinished \(entry.kind) of \(subject.name) was given up. \(Self.orphanRemark(entry))"]
    }
    do throws(ProjectError) {
      let isFinished = try await resume(entry, subject)
      return isFinished ? ["An unfinished \(entry.kind) of \(subject.name) was finished."] : []
    } catch {
      guard try isOpen(entry) else {
        return ["An unfinished \(entry.kind) of \(subject.name) was undone. \(error.message)"]
      }
      // A gateway whose reply makes no sense a second time must not keep the project from everything else.
      let isHopeless = error.isRefusal || error.code.name == GatewayError.Code.invalidResponse.name
      guard isHopeless else { throw error.duringRecovery(of: entry, subject) }
      try abandon(entry, subject)
      return [
        "An unfinished \(entry.kind) of \(subject.name) was given up: \(error.message) \(Self.orphanRemark(entry))"
      ]
    }
  }

  /// False when nothing has changed: an old key in its grace period, or nothing to go on with.
  private func resume(_ entry: JournalEntry, _ subject: JournalEntry.Subject) async throws(ProjectError) -> Bool {
    switch entry.kind {
    case JournalEntry.Kind.add.text:
      var addition = try Addition(resuming: entry, subject, in: self)
      return try await addition.run(isResumed: true) != nil
    case JournalEntry.Kind.rotate.text:
      var rotation = Rotation(resuming: entry, subject, in: self)
      guard rotation.graceLeft == nil else { return false }
      return try await rotation.run(isResumed: true) != nil
    case JournalEntry.Kind.remove.text:
      var removal = Removal(resuming: entry, subject, in: self)
      return try await removal.run() != nil
    default: return false
    }
  }

  private func abandon(_ entry: JournalEntry, _ subject: JournalEntry.Subject) throws(ProjectError) {
    switch entry.kind {
    case JournalEntry.Kind.add.text: try Addition(resuming: entry, subject, in: self).abandon()
    case JournalEntry.Kind.rotate.text: try Rotation(resuming: entry, subject, in: self).abandon()
    case JournalEntry.Kind.remove.text: try Removal(resuming: entry, subject, in: self).abandon()
    default: return
    }
  }

  private func isOpen(_ entry: JournalEntry) throws(ProjectError) -> Bool {
    let unfinished = try ProjectError.converting { try journal.unfinished() }
    return unfinished.entries.contains { $0.operationId == entry.operationId }
  }

  private static func orphanRemark(_ entry: JournalEntry) -> String {
    let key = entry[.newKeyHash].map { "with the fingerprint \($0.prefix(12))" } ?? "labelled \(entry.operationId)"
    return "A key \(key) may be left at the gateway; the dashboard shows and deletes it."
  }

  /// Operations on a service that are unfinished even after recovery: an old key in its grace period, or what belongs to
  /// another gateway.
  func stillUnfinished(of name: LocalName) throws(ProjectError) -> JournalEntry? {
    let unfinished = try ProjectError.converting { try journal.unfinished() }
    return unfinished.entries.first { $0.subject?.name == name }
  }
}

extension ProjectError {
  func duringRecovery(of entry: JournalEntry, _ subject: JournalEntry.Subject) -> ProjectError {
    ProjectError(
      code, "An unfinished \(entry.kind) of \(subject.name) must be finished first, and can't be now. \(message)",
      hint: hint, retryable: retryable, retryAfterMs: retryAfterMs, details: details, mayHaveTakenEffect: false)
  }
}
