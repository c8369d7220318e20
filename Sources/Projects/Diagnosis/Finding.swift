/// What one of doctor's checks has found. Holds no secret.
public struct Finding: Sendable {
  public enum Verdict: String, Sendable {
    case pass
    /// Works, but isn't as it should be.
    case warning
    /// Something doesn't work, or a secret is exposed.
    case failure
  }

  /// A stable name of what was looked at: `vault`.
  public let check: String
  public let verdict: Verdict
  /// A sentence for people.
  public let detail: String
  /// A command that mends it, as it can be typed; nil where there is nothing to mend.
  public let remedy: String?
  /// What mends it without any risk; nil when only a person should.
  public let fix: Fix?

  public static func pass(_ check: String, _ detail: String) -> Finding {
    Finding(check: check, verdict: .pass, detail: detail, remedy: nil, fix: nil)
  }

  public static func warning(_ check: String, _ detail: String, remedy: String, fix: Fix? = nil) -> Finding {
    Finding(check: check, verdict: .warning, detail: detail, remedy: remedy, fix: fix)
  }

  public static func failure(_ check: String, _ detail: String, remedy: String, fix: Fix? = nil) -> Finding {
    Finding(check: check, verdict: .failure, detail: detail, remedy: remedy, fix: fix)
  }
}

/// Mends what was found. Loses nothing, spends nothing and makes no key invalid that somebody uses.
public struct Fix: Sendable {
  /// What it does: `Make .env private`.
  public let title: String
  public let apply: @Sendable () async throws(ProjectError) -> Void

  public init(_ title: String, _ apply: @escaping @Sendable () async throws(ProjectError) -> Void) {
    self.title = title
    self.apply = apply
  }
}
