import Files
import Gateway
import SystemLibraries

extension ProjectError {
  /// What `body` gives; what it throws, as a `ProjectError`.
  static func converting<Result: ~Copyable>(_ body: () throws -> Result) throws(ProjectError) -> Result {
    do {
      return try body()
    } catch {
      throw ProjectError(converting: error)
    }
  }

  /// What a call of the gateway gives; a refusal as a `ProjectError`.
  static func asking<Result: Sendable>(
    _ body: () async throws(GatewayError) -> Result
  ) async throws(ProjectError) -> Result {
    do throws(GatewayError) {
      return try await body()
    } catch {
      throw ProjectError(error)
    }
  }

  /// The one place where errors of other modules become errors of an operation.
  init(converting error: any Error) {
    switch error {
    case let error as ProjectError: self = error
    case let error as GatewayError: self.init(error)
    case let error as ProjectFileError: self.init(error)
    case let error as EnvFileError: self.init(error)
    case let error as VaultError: self.init(error)
    case let error as CryptoError:
      self.init(error.code == .libraryMissing ? .missingLibrary : .vaultDamaged, error.message)
    case let error as FileError: self.init(error)
    default: self.init(.storageFailed, "An unexpected failure in the project's files.")
    }
  }

  private init(_ error: FileError) {
    switch error.code {
    case .locked:
      self.init(.operationInProgress, error.message, hint: Self.wait, retryable: true)
    case .notDurable:
      self.init(.notDurable, error.message, hint: Self.doctor, retryable: true)
    case .symbolicLink, .loosePermissions, .foreignOwner:
      self.init(
        .unsafeEnvironment, error.message,
        hint: "`modelgates doctor` names the command that helps; with --fix it takes from others what they may do.")
    default:
      self.init(.storageFailed, error.message, hint: Self.doctor)
    }
  }

  private init(_ error: ProjectFileError) {
    switch error.code {
    case .locked:
      self.init(.operationInProgress, error.message, hint: Self.wait, retryable: true)
    case .keepsChanging:
      self.init(.operationInProgress, error.message, hint: "Try again when nobody edits the file.", retryable: true)
    case .notDurable:
      self.init(.notDurable, error.message, hint: Self.doctor, retryable: true)
    case .symbolicLink:
      self.init(
        .unsafeEnvironment, error.message, hint: "`modelgates doctor` names the commands that put a real one there.")
    case .newerVersion:
      self.init(
        .stateDamaged, error.message,
        hint:
          "The file is from a newer ModelGates, and stays as it is: use that one. `modelgates version` tells which this is."
      )
    case .conflictMarkers:
      self.init(
        .stateDamaged, error.message,
        hint: "Edit .projects/state.json, or take one side: `git checkout --ours -- .projects/state.json`.")
    case .damaged, .tooLarge:
      self.init(
        .stateDamaged, error.message,
        hint:
          "Nothing was changed. `git checkout HEAD -- .projects/state.json` restores what was committed; `modelgates doctor` "
          + "names the commands for when nothing was.")
    case .exists: self.init(.alreadyExists, error.message, hint: "See project_status (`modelgates status`).")
    default: self.init(.storageFailed, error.message, hint: Self.doctor)
    }
  }

  private init(_ error: EnvFileError) {
    switch error.code {
    case .symbolicLink, .outsideProject:
      self.init(
        .unsafeEnvironment, error.message,
        hint: "`modelgates doctor` names the commands that put an ordinary file of the project in its place.")
    case .locked, .keepsChanging:
      self.init(.envFileConflict, error.message, hint: "Try again when nobody edits the file.", retryable: true)
    case .notDurable:
      self.init(.notDurable, error.message, hint: Self.doctor, retryable: true)
    case .inaccessible:
      self.init(.storageFailed, error.message, hint: Self.doctor)
    default:
      self.init(
        .envFileConflict, error.message, hint: "Correct the file by hand, then pull_env (`modelgates env --pull`).")
    }
  }

  private init(_ error: VaultError) {
    switch error.code {
    case .locked, .wrongKey, .keyFileMissing, .keyFileDamaged:
      self.init(
        .vaultLocked, error.message,
        hint:
          "Give the passphrase by --vault-passphrase-file, or restore the user's key file. `modelgates doctor` names the "
          + "commands for when they are lost.")
    case .loosePermissions, .foreignOwner, .symbolicLink:
      self.init(.unsafeEnvironment, error.message, hint: "`modelgates doctor --fix` makes them the owner's alone.")
    case .busy, .replaced:
      self.init(.operationInProgress, error.message, hint: Self.wait, retryable: true)
    case .notDurable:
      self.init(.notDurable, error.message, hint: Self.doctor, retryable: true)
    case .inaccessible, .limit:
      self.init(.storageFailed, error.message, hint: Self.doctor)
    case .memoryDamaged:
      self.init(
        .vaultDamaged, error.message,
        hint: "`modelgates doctor` names the command that moves it away; it is written anew.")
    case .newerVersion:
      self.init(
        .vaultDamaged, error.message,
        hint: "Use that ModelGates, or a later one. `modelgates version` tells which this is.")
    default:
      self.init(
        .vaultDamaged, error.message,
        hint: "Restore .projects/vault from a backup, or make new keys: `modelgates doctor` names the commands.")
    }
  }

  private init(_ error: GatewayError) {
    self.init(
      Code(name: error.code.name), error.message, hint: Self.hint(for: error), retryable: error.retryable,
      retryAfterMs: error.retryAfterMs, mayHaveTakenEffect: error.mayHaveTakenEffect)
  }

  /// What the gateway's module says, and the tools and commands that help.
  private static func hint(for error: GatewayError) -> String? {
    switch error.code {
    case .unauthenticated:
      join(
        error.hint,
        "A service's key: see project_status (`modelgates status`); rotate_key (`modelgates rotate`) makes a new one. A "
          + "management key: see --management-key-file and MODELGATES_MANAGEMENT_KEY, and that it is of this gateway.")
    case .managementKeyRequired:
      "Limits and usage of the project's own key need none: get_key_info (`modelgates key`). Else give a management key "
        + "by --management-key-file or MODELGATES_MANAGEMENT_KEY."
    case .paymentMethodRequired:
      "add_billing (`modelgates billing add`) gives an address where a person adds one; the free plan needs none."
    case .termsNotAccepted: "Ask the user; then pass accept_tos (--accept-tos)."
    case .insufficientCredits:
      "A person adds credits in the dashboard: open_dashboard (`modelgates open modelgates`). Models whose id ends in :free need none: list_models "
        + "(`modelgates models --free`)."
    case .notFound:
      join(error.hint, "See list_services (`modelgates services list`) and list_models (`modelgates models`).")
    default: error.hint
    }
  }

  private static func join(_ parts: String?...) -> String { parts.compactMap { $0 }.joined(separator: " ") }

  private static let wait = "Wait until the other operation is done, then try again."
  private static let doctor = "`modelgates doctor` looks for the cause; see also the free space on the disk."
}
