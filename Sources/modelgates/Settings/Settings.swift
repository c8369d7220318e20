import Files
import Gateway
import JSON
import Operations

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the process works with. Flags go before environment, environment before the user's configuration file.
struct Settings: Sendable {
  let project: FilePath
  let gateway: String
  let email: String?
  let managementKey: Secret?
  let vaultPassphraseFile: FilePath?
  let directories: UserDirectories
  let log: Log

  private static let secretLimit = 16 << 10

  /// - Throws: `UsageError` for flags and variables, `SettingsError` for files, that can't be used.
  init(_ options: GlobalOptions, environment: [String: String], isServer: Bool) throws {
    let directory = try File.workingDirectory()
    directories = try UserDirectories(environment: environment)
    let user = try UserConfiguration.read(in: directories.config)
    func value(_ flag: String, _ variable: String, _ configured: String? = nil) -> String? {
      options.values[flag] ?? environment[variable].flatMap { $0.isEmpty ? nil : $0 } ?? configured
    }
    func file(_ name: String?) throws -> FilePath? { try name.map { try FilePath($0).absolute(in: directory) } }

    project = try ProjectFolder.find(options.values["--project"], environment: environment, from: directory)
    gateway = value("--gateway", "MODELGATES_GATEWAY", user.gateway) ?? "sandbox"
    email = value("--email", "MODELGATES_EMAIL", user.email)
    vaultPassphraseFile = try file(
      value("--vault-passphrase-file", "MODELGATES_VAULT_PASSPHRASE_FILE", user.vaultPassphraseFile))
    log = try Log(
      level: value("--log-level", "MODELGATES_LOG"),
      format: options.values["--log-format"] ?? (isServer ? "json" : "text"))

    if let name = options.values["--management-key-file"] {
      if isServer, name == "-" { throw UsageError("A server's standard input is for the client: name a file.") }
      managementKey = try Self.secret(in: name, directory)
    } else if let text = environment["MODELGATES_MANAGEMENT_KEY"], !text.isEmpty {
      managementKey = Self.secret(Array(text.utf8))
    } else if let name = environment["MODELGATES_MANAGEMENT_KEY_FILE"] ?? user.managementKeyFile, !name.isEmpty {
      managementKey = try Self.secret(in: name, directory)
    } else {
      managementKey = nil
    }
  }

  /// Reads a secret from a file, or from standard input for `-`.
  static func secret(in name: String, _ directory: FilePath) throws -> Secret? {
    if name == "-" { return secret(try StandardInput.read(limit: secretLimit)) }
    return secret(try File.read(try FilePath(name).absolute(in: directory), limit: secretLimit))
  }

  private static func secret(_ bytes: [UInt8]) -> Secret? {
    let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let trimmed = bytes.drop { space.contains($0) }.reversed().drop { space.contains($0) }.reversed()
    return trimmed.isEmpty ? nil : Secret(Array(trimmed))
  }
}

/// Standard input of a command, for secrets given by `-`.
enum StandardInput {
  static func read(limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = chunk.withUnsafeMutableBytes { buffer in
        #if canImport(Glibc)
          Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        #else
          Darwin.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw SettingsError("Standard input holds more than \(limit) bytes.") }
    }
  }
}
