import Files
import Gateway
import JSON
import MCP
import Operations

/// What the process works with. Flags go before environment, environment before the user's configuration file.
struct Settings: Sendable {
  private(set) var project: FilePath
  let gateway: GatewayChoice
  /// Of that gateway, shared by all calls of a server.
  let modelMemory = ModelMemory()
  let email: String?
  let managementKey: Secret?
  /// For one command: a server has none.
  let paymentToken: Secret?
  let vaultPassphraseFile: FilePath?
  /// Signs provisioning requests to a live gateway.
  let provisioningSecretFile: FilePath?
  let directories: UserDirectories
  let log: Log

  private static let secretLimit = 16 << 10

  /// - Parameters:
  ///   - workingDirectory: where relative paths start; nil for the process's.
  ///   - logLevel: when none is asked for.
  /// - Throws: `UsageError` for flags and variables, `SettingsError` for files, that can't be used.
  init(
    _ options: GlobalOptions, environment: [String: String], isServer: Bool, workingDirectory: FilePath? = nil,
    logLevel: LogLevel = .warning
  ) throws {
    let sources = try SettingsSources(options, environment, workingDirectory)
    directories = sources.directories
    project = try ProjectFolder.find(
      options.values["--project"], environment: environment, from: sources.workingDirectory)
    gateway = try GatewayChoice(
      sources.value("--gateway", .gateway, sources.user.gateway) ?? "sandbox",
      certificateAuthorities: sources.file("--ca-file", .certificateFile, sources.user.caFile))
    email = sources.value("--email", .email, sources.user.email)
    vaultPassphraseFile = try sources.file(
      "--vault-passphrase-file", .vaultPassphraseFile, sources.user.vaultPassphraseFile)
    provisioningSecretFile = try sources.file(
      nil, .provisioningSecretFile, sources.user.provisioningSecretFile)
    log = try Log(
      level: sources.value("--log-level", .log) ?? logLevel.rawValue,
      format: options.values["--log-format"] ?? (isServer ? "json" : "text"))
    // There it is the client who speaks.
    if isServer, options.values["--management-key-file"] == "-" {
      throw UsageError("A server can't read --management-key-file from standard input.")
    }
    managementKey = try Self.secret(
      sources, "--management-key-file", .managementKey, .managementKeyFile, configured: sources.user.managementKeyFile)
    paymentToken =
      isServer ? nil : try Self.secret(sources, "--payment-token-file", .paymentToken, .paymentTokenFile)
  }

  /// The same for another project.
  func working(in project: FilePath) -> Settings {
    var settings = self
    settings.project = project
    return settings
  }

  /// A secret that is given by a file (`-` is standard input), by a variable, or by a file that a variable or the user's
  /// configuration names.
  private static func secret(
    _ sources: SettingsSources, _ flag: String, _ variable: EnvironmentVariable, _ file: EnvironmentVariable,
    configured: String? = nil
  ) throws -> Secret? {
    let named = sources.options.values[flag]
    if named == "-" { return try secret(StandardInput.read(limit: secretLimit), "Standard input") }
    if named == nil, let text = sources.environment[variable] {
      return try secret(Array(text.utf8), variable.rawValue)
    }
    return try sources.file(flag, file, configured).map { try secret(in: $0) }
  }

  /// Reads a secret from a file.
  static func secret(in file: FilePath) throws -> Secret { try secret(File.read(file, limit: secretLimit), "\(file)") }

  private static func secret(_ bytes: [UInt8], _ place: String) throws -> Secret {
    let secret = bytes.trimmed
    guard !secret.isEmpty else { throw SettingsError("\(place) holds no secret: it is empty.") }
    return Secret(secret)
  }
}

/// Where settings come from: flags go before environment, environment before the user's configuration file.
private struct SettingsSources {
  let options: GlobalOptions
  let environment: [String: String]
  let workingDirectory: FilePath
  let directories: UserDirectories
  let user: UserConfiguration

  init(_ options: GlobalOptions, _ environment: [String: String], _ workingDirectory: FilePath?) throws {
    self.options = options
    self.environment = environment
    self.workingDirectory = try workingDirectory ?? File.workingDirectory()
    directories = try UserDirectories(environment: environment)
    user = try UserConfiguration.read(in: directories.config)
  }

  func value(_ flag: String?, _ variable: EnvironmentVariable, _ configured: String? = nil) -> String? {
    flag.flatMap { options.values[$0] } ?? environment[variable] ?? configured
  }

  func file(_ flag: String?, _ variable: EnvironmentVariable, _ configured: String?) throws -> FilePath? {
    if let name = value(flag, variable) { return try FilePath(name).absolute(in: workingDirectory) }
    // The configuration names a file once, for commands that run in any folder.
    return try configured.map { try FilePath($0).absolute(in: directories.config) }
  }
}
