import Gateway

extension Project {
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
    let isOld = isMinting && entry.startedAt.advanced(bySeconds: Self.replayWindow) < clock.now
    do throws(ProjectError) {
      var operation = try operation(entry, subject)
      if isOld, subject.issuer == .account, let operation = operation as? any KeyMakingOperation {
        try await operation.retract()
        return ["An unfinished \(entry.kind) of \(subject.name) was given up. \(Self.orphanRemark(entry))"]
      }
      guard let warnings = try await operation?.resume() else { return [] }
      let isFinished = try !isOpen(entry)
      return (isFinished ? ["An unfinished \(entry.kind) of \(subject.name) was finished."] : []) + warnings
    } catch {
      guard try isOpen(entry) else {
        return ["An unfinished \(entry.kind) of \(subject.name) was undone. \(error.message)"]
      }
      // The gateway takes its time over one key: nothing else has to wait for that.
      if error.code == .provisioningPending { return ["An \(entry.kind) of \(subject.name) goes on. \(error.message)"] }
      // A gateway whose reply makes no sense a second time must not keep the project from everything else.
      guard error.isHopeless else { throw error.duringRecovery(of: entry, subject) }
      try await operation(entry, subject)?.abandon()
      return [
        "An unfinished \(entry.kind) of \(subject.name) was given up: \(error.message) \(Self.orphanRemark(entry))"
      ]
    }
  }

  /// Services whose removal has begun and isn't finished: the gateway may have taken their keys back already, so no file
  /// gets them any more.
  func namesBeingRemoved() throws(ProjectError) -> [LocalName] {
    let unfinished = try ProjectError.converting { try journal.unfinished() }
    return unfinished.entries
      .filter { $0.kind == JournalEntry.Kind.remove.text && $0.step != Removal.Step.unwrite.rawValue }
      .compactMap { $0.subject?.name }
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
