import Files
import SystemLibraries

/// Why a vault can't be opened or written. No message contains a secret. The vault's file is left as it is.
public struct VaultError: Error, Sendable, Equatable, CustomStringConvertible, StorageError {
  /// What went wrong, as an open set.
  public struct Code: Sendable, Hashable {
    public let text: String
    public init(_ text: String) { self.text = text }

    /// There is no vault.
    public static let missing = Code("vault_missing")
    /// There is a vault already.
    public static let exists = Code("vault_exists")
    /// It needs another kind of key than was given: a passphrase, or the user's key file.
    public static let locked = Code("vault_locked")
    /// The key file or the passphrase is not the one that it was made with.
    public static let wrongKey = Code("vault_wrong_key")
    /// Some byte isn't as it was written.
    public static let damaged = Code("vault_damaged")
    /// It was made for another project or account.
    public static let foreign = Code("vault_foreign")
    /// It is older than one that was seen here before.
    public static let rolledBack = Code("vault_rolled_back")
    /// Another process made a new vault in its place since it was opened.
    public static let replaced = Code("vault_replaced")
    /// A later version of ModelGates wrote it.
    public static let newerVersion = Code("vault_newer_version")
    /// Others than the owner may read or write the vault, its folder or the key file.
    public static let loosePermissions = Code("vault_loose_permissions")
    /// The vault, its folder or the key file belongs to another user.
    public static let foreignOwner = Code("vault_foreign_owner")
    /// The vault, its folder or the key file is a symbolic link.
    public static let symbolicLink = Code("vault_symbolic_link")
    public static let keyFileMissing = Code("key_file_missing")
    /// The key file doesn't hold a key.
    public static let keyFileDamaged = Code("key_file_damaged")
    /// The note of the highest generation that was seen can't be read.
    public static let memoryDamaged = Code("vault_memory_damaged")
    /// Another process holds the vault's lock, and still did when the wait was over.
    public static let busy = Code("vault_busy")
    /// Nothing is pending that could become current.
    public static let nothingPending = Code("vault_nothing_pending")
    /// The vault's limits don't allow it: the size of a secret, the number of records.
    public static let limit = Code("vault_limit")
    /// It is written, but the system could not say that it would survive a crash of the machine.
    public static let notDurable = Code("vault_not_durable")
    /// The system refused to read or write, or has no library for encryption.
    public static let inaccessible = Code("vault_inaccessible")
  }

  public let code: Code
  public let message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension VaultError {
  static func damaged(_ reason: String) -> VaultError {
    VaultError(.damaged, "The vault is damaged: \(reason).")
  }

  static func code(for failure: FileError.Code) -> Code {
    switch failure {
    case .exists: .exists
    case .foreignOwner: .foreignOwner
    case .locked: .busy
    case .loosePermissions: .loosePermissions
    case .notDurable: .notDurable
    case .notFound: .missing
    case .symbolicLink: .symbolicLink
    case .tooLarge, .notRegularFile: .damaged
    default: .inaccessible
    }
  }

  init(_ error: CryptoError) { self.init(.inaccessible, error.message) }

  /// Passes on what `body` gives or throws, as an error of this type.
  static func computing<Result>(_ body: () throws(CryptoError) -> Result) throws(VaultError) -> Result {
    do throws(CryptoError) {
      return try body()
    } catch {
      throw VaultError(error)
    }
  }
}
