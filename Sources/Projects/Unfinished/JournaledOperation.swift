import Gateway

/// An operation that changes things at the gateway and here, in steps that the journal keeps. The discipline of all of them:
///
/// - The intent is written down before the first step, and the next step before it is taken, together with what must be
///   known to finish or to undo. An interrupted operation goes on with the step in its entry.
/// - Each step may be taken again: the second time it finds what the first one did.
/// - A step that fails for good is undone, and then the entry goes. While it is unclear what the gateway or the disk has
///   done, the entry stays, and recovery goes on with it.
/// - The entry is removed last, after everything else is durable.
///
/// To be used under the project's lock.
protocol JournaledOperation {
  associatedtype Step: RawRepresentable<String>

  var project: Project { get }
  var subject: JournalEntry.Subject { get }
  var entry: JournalEntry { get set }

  /// Goes on after an interruption.
  /// - Returns: what the user must know; nil when nothing has changed: there was nothing to go on with, or it isn't time yet.
  mutating func resume() async throws(ProjectError) -> [String]?

  /// Gives up what the gateway keeps from being finished. What it would have to do for that is tried once, at most.
  func abandon() async throws(ProjectError)
}

extension JournaledOperation {
  /// The entry of an operation that hasn't begun.
  static func intent(
    _ kind: JournalEntry.Kind, first step: Step, _ subject: JournalEntry.Subject, in project: Project,
    idempotency: IdempotentCall?
  ) -> JournalEntry {
    let now = project.clock.now
    var entry = JournalEntry(OperationID(at: now), kind: kind, step: step.rawValue, at: now)
    entry.describe(subject, gateway: project.gateway.name, idempotency: idempotency)
    return entry
  }

  func isAt(_ step: Step) -> Bool { entry.step == step.rawValue }

  /// Writes down the next step, and what the last one has noted in the entry.
  mutating func advance(to step: Step) throws(ProjectError) {
    let now = project.clock.now
    let journal = project.journal
    try ProjectError.converting { try journal.advance(&entry, to: step.rawValue, at: now) }
  }

  func finish() throws(ProjectError) {
    try ProjectError.converting { try project.journal.finish(entry.operationId) }
  }
}

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

  /// The operation that an entry is of; nil for a kind that this version doesn't know.
  func operation(
    _ entry: JournalEntry, _ subject: JournalEntry.Subject
  ) throws(ProjectError) -> (any JournaledOperation)? {
    switch entry.kind {
    case JournalEntry.Kind.add.text: try Addition(resuming: entry, subject, in: self)
    case JournalEntry.Kind.rotate.text: Rotation(resuming: entry, subject, in: self)
    case JournalEntry.Kind.remove.text: Removal(resuming: entry, subject, in: self)
    case JournalEntry.Kind.changePlan.text: PlanChange(resuming: entry, subject, in: self)
    default: nil
    }
  }
}
