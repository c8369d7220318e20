import Files
import Gateway
import JSON
import MCP
import Operations

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the process works with. Flags go before environment, environment before the user's configuration file.
struct Settings: Sendable {
  private(set) var project: FilePath
  let gateway: GatewayChoice
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

  /// - Parameter logLevel: when none is asked for.
  /// - Throws: `UsageError` for flags and variables, `SettingsError` for files, that can't be used.
  init(
    _ options: GlobalOptions, environment: [String: String], isServer: Bool, logLevel: LogLevel = .warning
  ) throws {
    let sources = try SettingsSources(options, environment)
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
    managementKey = try Self.managementKey(sources, isServer: isServer)
    paymentToken = isServer ? nil : try Self.paymentToken(sources)
  }

  /// The same for another project.
  func working(in project: FilePath) -> Settings {
    var settings = self
    settings.project = project
    return settings
  }

  private static func managementKey(_ sources: SettingsSources, isServer: Bool) throws -> Secret? {
    let flag = sources.options.values["--management-key-file"]
    if flag == "-" {
      // There it is the client who speaks.
      guard !isServer else {
        throw UsageError("A server can't read --management-key-file from standard input.")
      }
      return try secret(StandardInput.read(limit: secretLimit), "Standard input")
    }
    if flag == nil, let text = sources.environment[.managementKey] {
      return try secret(Array(text.utf8), EnvironmentVariable.managementKey.rawValue)
    }
    let file = try sources.file(
      "--management-key-file", .managementKeyFile, sources.user.managementKeyFile)
    return try file.map { try secret(in: $0) }
  }

  private static func paymentToken(_ sources: SettingsSources) throws -> Secret? {
    if sources.options.values["--payment-token-file"] == "-" {
      return try secret(StandardInput.read(limit: secretLimit), "Standard input")
    }
    if sources.options.values["--payment-token-file"] == nil,
      let text = sources.environment[.paymentToken]
    {
      return try secret(Array(text.utf8), EnvironmentVariable.paymentToken.rawValue)
    }
    return try sources.file("--payment-token-file", .paymentTokenFile, nil).map { try secret(in: $0) }
  }

  /// Reads a secret from a file.
  static func secret(in file: FilePath) throws -> Secret { try secret(File.read(file, limit: secretLimit), "\(file)") }

  /// Without the space around it: what an editor, or `echo`, puts at the end of a line.
  private static func secret(_ bytes: [UInt8], _ place: String) throws -> Secret {
    let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let trimmed = bytes.drop { space.contains($0) }.reversed().drop { space.contains($0) }.reversed()
    guard !trimmed.isEmpty else { throw SettingsError("\(place) holds no secret: it is empty.") }
    return Secret(Array(trimmed))
  }
}

/// Where settings come from: flags go before environment, environment before the user's configuration file.
private struct SettingsSources {
  let options: GlobalOptions
  let environment: [String: String]
  let workingDirectory: FilePath
  let directories: UserDirectories
  let user: UserConfiguration

  init(_ options: GlobalOptions, _ environment: [String: String]) throws {
    self.options = options
    self.environment = environment
    workingDirectory = try File.workingDirectory()
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
