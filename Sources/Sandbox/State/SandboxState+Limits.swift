extension SandboxState {
  /// How much the state may hold; what only remembers is dropped from its oldest end.
  enum Limits {
    static let accounts = 1000
    static let liveKeys = 1000
    static let removedKeys = 1000
    static let removedResources = 1000
    static let sessions = 1000
    static let codes = 1000
    static let authorizations = 1000
    static let links = 1000
    static let replays = 1000
    static let generations = 1000
    /// Seconds for which an idempotent request gets its old reply again.
    static let replayAge = 86_400
  }

  /// Drops what is too old or too much to be remembered.
  mutating func prune(at now: Int) {
    replays.removeAll { $0.createdAt <= now - Limits.replayAge }
    codes.removeAll { $0.expiresAt <= now }
    links.removeAll { $0.expiresAt <= now }
    // Kept for a while after their end, so that who asks again is told of it.
    authorizations.removeAll { $0.expiresAt <= now - Limits.replayAge }
    Self.keepNewest(&replays, Limits.replays) { _ in true }
    Self.keepNewest(&codes, Limits.codes) { _ in true }
    Self.keepNewest(&authorizations, Limits.authorizations) { _ in true }
    Self.keepNewest(&links, Limits.links) { _ in true }
    Self.keepNewest(&sessions, Limits.sessions) { _ in true }
    Self.keepNewest(&generations, Limits.generations) { _ in true }
    Self.keepNewest(&keys, Limits.removedKeys) { $0.removedAt != nil }
    Self.keepNewest(&resources, Limits.removedResources) { $0.removedAt != nil }
  }

  private static func keepNewest<Element>(_ list: inout [Element], _ limit: Int, where counts: (Element) -> Bool) {
    var surplus = list.count(where: counts) - limit
    guard surplus > 0 else { return }
    list.removeAll { element in
      guard surplus > 0, counts(element) else { return false }
      surplus -= 1
      return true
    }
  }
}
