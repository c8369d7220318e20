public import JSON

/// Why an operation on a project failed, in the form in which every interface shows it.
public struct ProjectError: Error, Sendable, Equatable {
  /// A stable name. An open set: compare, don't switch.
  public struct Code: Sendable, Hashable {
    public let name: String
    public init(name: String) { self.name = name }
  }

  public let code: Code
  /// One sentence or two; no secret, and text of others only cleaned and quoted.
  public let message: String
  /// What to do next; names the tool and the command.
  public let hint: String?
  /// Whether the same call may succeed later without anything being changed.
  public let retryable: Bool
  public let retryAfterMs: Int?
  /// More for programs, for example `candidates` or `preflight`.
  public let details: JSON?
  /// Whether the gateway may have done what was asked in spite of the error.
  let mayHaveTakenEffect: Bool

  public init(
    _ code: Code, _ message: String, hint: String? = nil, retryable: Bool = false, retryAfterMs: Int? = nil,
    details: JSON? = nil
  ) {
    self.init(
      code, message, hint: hint, retryable: retryable, retryAfterMs: retryAfterMs, details: details,
      mayHaveTakenEffect: false)
  }

  init(
    _ code: Code, _ message: String, hint: String?, retryable: Bool, retryAfterMs: Int? = nil, details: JSON? = nil,
    mayHaveTakenEffect: Bool
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.retryable = retryable
    self.retryAfterMs = retryAfterMs
    self.details = details
    self.mayHaveTakenEffect = mayHaveTakenEffect
  }
}

extension ProjectError: CustomStringConvertible {
  public var description: String { "\(message) (\(code.name))" }
}

extension ProjectError.Code {
  public static let projectNotInitialized = Self(name: "project_not_initialized")
  public static let alreadyExists = Self(name: "already_exists")
  public static let resourceNotFound = Self(name: "resource_not_found")
  public static let ambiguousReference = Self(name: "ambiguous_reference")
  public static let invalidArgument = Self(name: "invalid_argument")
  public static let confirmationRequired = Self(name: "confirmation_required")
  public static let paymentMethodRequired = Self(name: "payment_method_required")
  /// As the provisioning protocol's clients call it.
  public static let termsNotAccepted = Self(name: "tos_acceptance_required")
  public static let limitNotSet = Self(name: "limit_not_set")
  public static let noGracePeriod = Self(name: "no_grace_period")
  public static let accountNotLinked = Self(name: "account_not_linked")
  public static let managementKeyRequired = Self(name: "management_key_required")
  public static let emailRequired = Self(name: "email_required")
  public static let rotationInProgress = Self(name: "rotation_in_progress")
  public static let operationInProgress = Self(name: "operation_in_progress")
  public static let idempotencyConflict = Self(name: "idempotency_conflict")
  public static let envVariableConflict = Self(name: "env_variable_conflict")
  public static let envFileConflict = Self(name: "env_file_conflict")
  public static let unsafeEnvironment = Self(name: "unsafe_environment")
  public static let vaultLocked = Self(name: "vault_locked")
  public static let vaultDamaged = Self(name: "vault_damaged")
  public static let stateDamaged = Self(name: "state_damaged")
  public static let keyNotInVault = Self(name: "key_not_in_vault")
  public static let verificationFailed = Self(name: "verification_failed")
  /// A file is written, but the system couldn't say that it would survive a crash of the machine.
  public static let notDurable = Self(name: "not_durable")
  public static let storageFailed = Self(name: "storage_failed")
  public static let missingLibrary = Self(name: "missing_library")
}
