public import Files
public import Gateway

/// A project and what can be done with it: the one service behind the MCP tools and the commands.
///
/// Operations throw `ProjectError` and return an `Outcome`, in which there is never a secret. File work blocks, so call
/// them where blocking is allowed. Those that write hold the project's lock and first finish, or undo, what an earlier
/// one that was interrupted has left.
public struct Project: Sendable {
  public let directory: ProjectDirectory
  public let gateway: GatewayClient
  let address: String
  let clock: WallClock
  let email: String?
  let paymentToken: Secret?
  let vault: OpenVault
  let accountVault: OpenVault
  /// Where the user's own files are.
  let user: UserDirectories
  private let accountLock: FilePath

  /// - Parameters:
  ///   - root: The project's folder, absolute.
  ///   - address: Of the gateway's API, for documents: `https://modelgates.ai/api/v1`.
  ///   - user: Where the user's own files are: the key of the vault, and the accounts that all projects share.
  ///   - email: Of the account to be linked or made; nil when none is known.
  ///   - passphrase: Opens the vault instead of the user's key file.
  ///   - paymentToken: `spt_…`: pays for one change to a paid plan. It goes into that request, and nowhere else.
  public init(
    root: FilePath, gateway: GatewayClient, address: String, user: UserDirectories, clock: WallClock = .system,
    email: String?, passphrase: Secret? = nil, paymentToken: Secret? = nil
  ) {
    let directory = ProjectDirectory(root: root.normalized)
    let source = passphrase.map { KeySource.passphrase($0) } ?? .keyFile(UserKeyFile(user.data / "key"))
    let memory = GenerationMemory(user.state / "generations")
    self.directory = directory
    self.user = user
    vault = OpenVault(source: source, memory: memory) { () throws(ProjectError) in
      let state = try ProjectError.converting { try ProjectStateFile(directory).load() }
      guard let state else { throw .notInitialized }
      return VaultLocation(directory.vault, owner: state.project.id)
    }
    accountVault = OpenVault(source: source, memory: memory) { () throws(ProjectError) in
      VaultLocation(user.data / "accounts", owner: "account")
    }
    accountLock = user.state / "link.lock"
    self.gateway = gateway
    self.address = address
    self.clock = clock
    self.email = email
    self.paymentToken = paymentToken
  }

  /// Whether the gateway is the embedded sandbox.
  public var isSandbox: Bool { gateway.name == Self.sandboxName }
  static let sandboxName = "sandbox"

  var stateFile: ProjectStateFile { ProjectStateFile(directory) }
  var journal: Journal { Journal(directory) }
  var keys: ResourceKeys { ResourceKeys(vault: vault) }
  var account: Account {
    Account(gateway: gateway, vault: accountVault, lock: accountLock, email: email, clock: clock)
  }
}

extension Project {
  /// - Throws: `project_not_initialized`, and what the state's file throws.
  func loadState() throws(ProjectError) -> ProjectState {
    guard let state = try loadStateIfAny() else { throw .notInitialized }
    return state
  }

  /// Whether the folder is a project whose state can be read.
  public var isInitialized: Bool { (try? loadStateIfAny()) != nil }

  func loadStateIfAny() throws(ProjectError) -> ProjectState? {
    try ProjectError.converting { try stateFile.load() }
  }

  @discardableResult
  func updateState<Result>(_ edit: (inout ProjectState) throws -> Result) throws(ProjectError) -> Result {
    try ProjectError.converting { try stateFile.update(edit) }
  }

  /// The env file of an environment; nil for the active one, which operations write to.
  func environmentFile(
    _ state: ProjectState, of environment: LocalName? = nil
  ) throws(ProjectError) -> EnvironmentFile {
    try ProjectError.converting { try EnvironmentFile(output(state, of: environment), in: directory) }
  }

  func output(_ state: ProjectState, of environment: LocalName? = nil) -> String {
    state.output(of: environment) ?? ".env"
  }
}

extension Project {
  /// Runs an operation that writes, alone in the project.
  /// - Parameter waiting: For how long another operation is waited for.
  func exclusively<Result: Sendable>(
    _ purpose: String, waiting: Duration = .seconds(2), _ body: () async throws(ProjectError) -> Result
  ) async throws(ProjectError) -> Result {
    let lock = try ProjectError.converting { () throws -> ProjectLock in
      try ProjectLock(directory, purpose: purpose, waiting: waiting)
    }
    defer { withExtendedLifetime(lock) {} }
    return try await body()
  }
}
