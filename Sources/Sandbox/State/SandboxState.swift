import JSON

/// Everything that the sandbox remembers: a value that the endpoints read and change, and that `StateFile` keeps.
struct SandboxState: Record {
  @Field("Version of this format.") var version: Int = 1
  @Field("64 hex digits that the sandbox's secrets are made from.") var seed: String
  @Field("The latest number that was given out.") var serial: Int = 0
  @Field("The accounts; the first one owns the well-known management key.") var accounts: [Account]
  @Field("The keys, revoked ones too.") var keys: [APIKey]
  @Field("Provisioned resources, removed ones too.") var resources: [Resource] = []
  @Field("Tokens in use.") var sessions: [Session] = []
  @Field("Codes waiting to be exchanged.") var codes: [AuthorizationCode] = []
  @Field("Requests for accounts that a code or a person answers.") var authorizations: [Authorization] = []
  @Field("Addresses of the dashboard.") var links: [DashboardLink] = []
  @Field("Replies to idempotent requests.") var replays: [Replay] = []
  @Field("The latest completions.") var generations: [Generation] = []
}

extension SandboxState {
  /// The key that manages the sandbox's first account. It is no secret: it opens one's own sandbox only.
  static let managementKey = "sk-mg-sandbox-management"

  /// A new sandbox: one account without credits and its management key.
  static func fresh(seed: String, serial: Int = 0, at now: Int) throws(Refusal) -> SandboxState {
    var state = SandboxState()
    state.seed = seed
    state.serial = serial
    let account = state.newAccount(email: nil, at: now)
    state.accounts = [account]
    var key = APIKey()
    key.hash = try Digest.sha256(Array(managementKey.utf8))
    key.label = masked(managementKey)
    key.name = "Sandbox management"
    key.account = account.id
    key.isManagement = true
    key.createdAt = now
    state.keys = [key]
    return state
  }

  var mint: Mint { Mint(seed: seed) }

  /// A number that was never given out before.
  mutating func nextSerial() -> Int {
    serial += 1
    return serial
  }

  mutating func newAccount(email: String?, at now: Int) -> Account {
    var account = Account()
    account.id = name("acct")
    account.email = email
    account.createdAt = now
    return account
  }

  /// A new name such as `res_sandbox000012`.
  mutating func name(_ kind: String) -> String {
    let digits = String(nextSerial())
    return "\(kind)_sandbox" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The place of the account that a key, resource or session belongs to. The state is checked when it is loaded, so
  /// that there always is one.
  func account(_ id: String) throws(Refusal) -> Int {
    guard let index = accounts.firstIndex(where: { $0.id == id }) else { throw .internalError() }
    return index
  }
}

/// A key's text with its middle left out, for people to tell keys apart.
func masked(_ key: String) -> String {
  "\(key.prefix(12))...\(key.suffix(3))"
}
