import Files
import JSON

/// `$XDG_CONFIG_HOME/modelgates/config.json`: what a user sets once for all projects. Holds no secret.
struct UserConfiguration: Record {
  @Field("sandbox, live, or the address of a gateway.") var gateway: String?
  @Field("E-mail address of the account.") var email: String?
  @Field("File with a management key.") var managementKeyFile: String?
  @Field("File with the passphrase that seals vaults.") var vaultPassphraseFile: String?
  @Field("File of certificates that are trusted instead of the system's.") var caFile: String?
  @Field("File with the secret that signs provisioning requests.") var provisioningSecretFile: String?

  private static let limits = JSONLimits(depth: 8, bytes: 64 << 10)

  /// Reads the file; without one, nothing is set.
  /// - Throws: `SettingsError` that names the file and what is wrong with it.
  static func read(in directory: FilePath) throws(SettingsError) -> UserConfiguration {
    let path = directory / "config.json"
    do {
      let bytes = try File.read(path, limit: limits.bytes)
      return try UserConfiguration(json: JSON(parsing: bytes, limits: limits), unknownMembers: .refuse)
    } catch let error as FileError where error.code == .notFound {
      return UserConfiguration()
    } catch {
      throw SettingsError("\(path): \(error)")
    }
  }
}

/// A setting that can't be used.
struct SettingsError: Error, Equatable {
  let message: String
  init(_ message: String) { self.message = message }
}
