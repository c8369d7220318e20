/// What a command's process exits with. Stable: scripts depend on it.
enum ExitStatus: Int32, CaseIterable {
  case done = 0
  case failed = 1
  case usage = 2
  case permission = 3
  case notFound = 4
  case conflict = 5
  case unavailable = 6
  case quota = 7
  case vault = 8
  case unsafeEnvironment = 9
  case confirmationRequired = 10

  /// What a shell says of a command that a signal has ended.
  private static let signals: [(term: String, meaning: String)] = [
    ("130", "Ctrl-C (SIGINT) ended it. What was begun is finished or undone by the next command."),
    ("143", "SIGTERM ended it. The same holds."),
  ]

  /// All that a shell may see, for the manual.
  static var rows: [(term: String, meaning: String)] {
    allCases.map { (term: "\($0.rawValue)", meaning: $0.meaning) } + signals
  }

  private var meaning: String {
    switch self {
    case .done: "Done."
    case .failed: "It failed, or the server's reply can't be understood."
    case .usage: "The command line, or a setting, can't be understood."
    case .permission: "Authentication or permission is missing."
    case .notFound: "Something that was named isn't there."
    case .conflict: "Something is in the way, or under way."
    case .unavailable: "The gateway is unavailable. Trying again later may help."
    case .quota: "Credits or a payment method are missing."
    case .vault: "The vault is locked or damaged."
    case .unsafeEnvironment: "A file or folder isn't safe to use."
    case .confirmationRequired: "Somebody has to agree first."
    }
  }

  /// By an error's stable code.
  init(code: String) {
    self =
      switch code {
      case "usage", "invalid_argument", "invalid_request", "information_required",
        "link_unsupported":
        .usage
      case "unauthenticated", "permission_denied", "management_key_required", "email_required", "authorization_pending",
        "authorization_denied", "account_not_linked":
        .permission
      case "not_found", "resource_not_found", "project_not_initialized": .notFound
      case "conflict", "already_exists", "rotation_in_progress", "operation_in_progress", "ambiguous_reference",
        "env_file_conflict", "env_variable_conflict", "idempotency_conflict", "no_grace_period", "limit_not_set":
        .conflict
      case "gateway_unavailable", "rate_limited", "service_unavailable": .unavailable
      case "insufficient_credits", "payment_method_required": .quota
      case "vault_locked", "vault_damaged", "key_not_in_vault": .vault
      case "unsafe_environment": .unsafeEnvironment
      case "confirmation_required", "consent_refused", "tos_acceptance_required": .confirmationRequired
      default: .failed
      }
  }
}
