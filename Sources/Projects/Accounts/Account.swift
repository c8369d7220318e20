import Gateway
import JSON

/// The account at the gateway that this user's projects share. Its tokens are in a vault of the user's own.
struct Account {
  let gateway: GatewayClient
  let vault: OpenVault
  let email: String?
  let clock: WallClock

  /// What is kept of an account.
  struct Link {
    let accountID: String
    /// Who keeps a payment method: nil for nobody.
    let paymentCredentials: String?
    fileprivate let accessToken: Secret
    fileprivate let refreshToken: Secret?
  }

  /// The account that is linked; nil when none is.
  func link() throws(ProjectError) -> Link? {
    guard let sealed = try vault.secret(record) else { return nil }
    guard let link = Link(unsealing: sealed) else {
      throw ProjectError(
        .vaultDamaged, "The account's record in the vault can't be read.",
        hint: "Remove the folder accounts of the user's data ($XDG_DATA_HOME/modelgates) to link the account anew.")
    }
    return link
  }

  /// The linked account; without one, the account of the user's e-mail address is linked, or made.
  /// - Throws: `email_required`, `link_required` with the address where a person agrees, and what the gateway refuses.
  func linked() async throws(ProjectError) -> Link {
    if let link = try link() { return link }
    return try await relink()
  }

  func forget() throws(ProjectError) {
    let record = record
    try vault.update { $0.remove(record) }
  }

  /// Asks the gateway with the account's token. One that has expired is renewed first by the refresh token, and if that
  /// doesn't work either, by linking the account again.
  func asking<Result: Sendable>(
    _ call: (ProvisioningClient, Secret) async throws(GatewayError) -> Result
  ) async throws(ProjectError) -> Result {
    let client = gateway.provisioning
    let link = try await linked()
    do throws(GatewayError) {
      return try await call(client, link.accessToken)
    } catch {
      guard error.code == .unauthenticated else { throw ProjectError(converting: error) }
    }
    let renewed = try await renewed(link)
    return try await ProjectError.asking { () async throws(GatewayError) in try await call(client, renewed.accessToken)
    }
  }

  private func renewed(_ link: Link) async throws(ProjectError) -> Link {
    guard let refreshToken = link.refreshToken else { return try await relink() }
    let credentials: AccountCredentials
    do throws(GatewayError) {
      credentials = try await gateway.provisioning.exchangeToken(.refreshToken(refreshToken))
    } catch {
      // A refresh token that was used already, its reply being lost, is refused from then on.
      guard error.code == .unauthenticated || error.code == .invalidRequest else {
        throw ProjectError(converting: error)
      }
      return try await relink()
    }
    return try save(credentials)
  }

  private func relink() async throws(ProjectError) -> Link {
    guard let email, !email.isEmpty else { throw .emailRequired }
    let request = "acctreq_" + OperationID(at: clock.now).text.dropFirst(3)
    let reply = try await ProjectError.asking { () async throws(GatewayError) in
      try await gateway.provisioning.requestAccount(requestID: request, email: email)
    }
    switch reply {
    case .credentials(let credentials): return try save(credentials)
    case .authorizationCode(let code):
      let credentials = try await ProjectError.asking { () async throws(GatewayError) in
        try await gateway.provisioning.exchangeToken(.authorizationCode(code))
      }
      return try save(credentials)
    case .browserNeeded(let url): throw .linkRequired(url: url?.text)
    case .refused(let error): throw ProjectError(converting: error)
    }
  }

  private func save(_ credentials: AccountCredentials) throws(ProjectError) -> Link {
    let link = Link(
      accountID: credentials.accountID.text, paymentCredentials: credentials.paymentCredentials?.text,
      accessToken: credentials.accessToken, refreshToken: credentials.refreshToken)
    let (record, sealed) = (record, link.sealed)
    try vault.update { try $0.store(sealed, record, .current) }
    return link
  }

  private var record: VaultRecordID { VaultRecordID(gateway.name) ?? "other" }
}

extension Account.Link {
  /// As it is kept in the vault, and nowhere else.
  fileprivate var sealed: Secret {
    func text(_ secret: Secret) -> JSON { .string(secret.withBytes { String(decoding: $0, as: UTF8.self) }) }
    let json: JSON = [
      "account": .string(accountID), "access_token": text(accessToken),
      "refresh_token": refreshToken.map(text) ?? .null,
      "payment_credentials": paymentCredentials.map { .string($0) } ?? .null,
    ]
    return Secret(json.bytes)
  }

  fileprivate init?(unsealing secret: Secret) {
    let json = secret.withBytes { try? JSON(parsing: $0, limits: JSONLimits(depth: 4, bytes: 65_536)) }
    guard let account = json?["account"]?.string, let accessToken = json?["access_token"]?.string else { return nil }
    self.init(
      accountID: account, paymentCredentials: json?["payment_credentials"]?.string,
      accessToken: Secret(Array(accessToken.utf8)),
      refreshToken: json?["refresh_token"]?.string.map { Secret(Array($0.utf8)) })
  }
}

extension ProjectError {
  static let emailRequired = ProjectError(
    .emailRequired, "The account at ModelGates is found or made by an e-mail address, and none is known.",
    hint: "Give one by --email or MODELGATES_EMAIL.")

  static func linkRequired(url: String?) -> ProjectError {
    ProjectError(
      .linkRequired, "A person must agree in a browser before the account is linked.",
      hint: url.map { "Open \($0), then try again." } ?? "Link it at the gateway, then try again.",
      details: url.map { ["url": .string($0)] })
  }
}
