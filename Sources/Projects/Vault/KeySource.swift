public import Gateway
import SystemLibraries

/// What opens a vault.
public enum KeySource: Sendable {
  case keyFile(UserKeyFile)
  case passphrase(Secret)

  /// The key that wraps a vault's data key.
  /// - Throws: `VaultError.locked` when the vault was made with another kind of key.
  func keyEncryptionKey(for header: VaultHeader) throws(VaultError) -> Secret {
    switch (self, header.cost) {
    case (.keyFile(let file), nil):
      return try Self.derived(from: try file.load(), header)
    case (.passphrase(let passphrase), let cost?):
      let stretched = try VaultError.computing { () throws(CryptoError) in
        try passphrase.withBytes { passphrase throws(CryptoError) in
          Secret(try Scrypt.derive(passphrase: passphrase, salt: header.salt, cost: cost, count: 32))
        }
      }
      return try Self.derived(from: stretched, header)
    case (.keyFile, _):
      throw VaultError(.locked, "The vault is locked by a passphrase, and none was given.")
    case (.passphrase, _):
      throw VaultError(.locked, "The vault is locked by the user's key file, not by a passphrase.")
    }
  }

  private static func derived(from secret: Secret, _ header: VaultHeader) throws(VaultError) -> Secret {
    try VaultError.computing { () throws(CryptoError) in
      try secret.withBytes { bytes throws(CryptoError) in
        let info = Array("modelgates vault key v1".utf8) + header.id.bytes
        return Secret(try HKDF.sha256(secret: bytes, salt: header.salt, info: info, count: 32))
      }
    }
  }
}
