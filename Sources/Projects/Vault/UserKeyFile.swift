public import Files
import Gateway
import SystemLibraries

/// The user's own key, outside of every project: 32 random bytes as base64url with a newline, readable by the owner alone.
///
/// Whoever has this file and a vault has the vault's secrets; without it, a vault in a backup or a shared folder is closed.
public struct UserKeyFile: Sendable, Equatable {
  public let path: FilePath

  /// - Parameter path: usually `key` in the user's data folder.
  public init(_ path: FilePath) { self.path = path }

  /// - Throws: `VaultError`: `.keyFileMissing`, `.keyFileDamaged`, `.loosePermissions`, `.foreignOwner`, `.symbolicLink`.
  func load() throws(VaultError) -> Secret {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try File.read(path, limit: 64, followingLinks: false, ownerOnly: true)
    } catch {
      switch error.code {
      case .notFound: throw VaultError(.keyFileMissing, "The key file \(path) is missing, so no vault can be opened.")
      case .tooLarge, .notRegularFile: throw damaged
      default: throw VaultError(error)
      }
    }
    let text = String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
    guard let key = try? Base64URL.decode(text), key.count == 32 else { throw damaged }
    return Secret(key)
  }

  /// The key; a new one, if there is no file.
  func loadOrCreate() throws(VaultError) -> Secret {
    do throws(VaultError) {
      return try load()
    } catch {
      guard error.code == .keyFileMissing else { throw error }
    }
    do throws(FileError) {
      try File.createDirectory(path.parent, mode: 0o700, intermediates: true)
      try File.create(path, Array((Base64URL.encode(randomBytes(32)) + "\n").utf8), mode: 0o600)
    } catch {
      // Another process may have made one meanwhile; then that one counts.
      guard error.code == .exists else { throw VaultError(error) }
    }
    return try load()
  }

  private var damaged: VaultError {
    VaultError(.keyFileDamaged, "The key file \(path) doesn't hold a key of 32 bytes as base64url.")
  }
}
