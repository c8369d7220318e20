import JSON

/// `POST /provisioning/account_requests`: one account for each e-mail address, made when it is first asked for.
enum AccountRequests {
  /// Which way the request is answered. A gateway chooses by itself; a client of the sandbox can choose, to try each of
  /// them, by `configuration.sandbox_reply`.
  enum Way: String, FieldEnum {
    case credentials, oauth
    case requiresAuth = "requires_auth"
    case error
  }

  static func create(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let body = try call.body()
    let id = try body.requiredString("id", 1...200)
    let email = try address(body)
    let way = try body.object("configuration")?.choice("sandbox_reply", Way.self) ?? .credentials
    try checkRest(body, at: call.now)
    if way == .error { throw Refusal(500, "account_creation_failed", "The account could not be created") }
    let content = "account_request\n\(email)\n\(way.rawValue)"
    return try state.once("account_request:" + id, account: "", content: content, at: call.now) {
      (state: inout SandboxState) throws(Refusal) in
      let account = try state.account(of: email, at: call.now)
      switch way {
      case .oauth:
        let code = try state.newCode(for: account.id, at: call.now)
        return .ok(["id": .string(id), "type": "oauth", "oauth": ["code": code.place]])
      case .requiresAuth:
        let url = "https://modelgates.ai/sandbox/authorize?request=" + PercentCoding.encode(id)
        return .ok(["id": .string(id), "type": "requires_auth", "requires_auth": ["url": .string(url)]])
      case .credentials, .error:
        let bearer = try state.newSession(for: account, at: call.now)
        return .ok([
          "id": .string(id), "type": "credentials",
          "credentials": ["type": "bearer", "bearer": .object(bearer)],
        ])
      }
    }
  }

  private static func address(_ body: RequestBody) throws(Refusal) -> String {
    let email = try body.requiredString("email", 3...254).lowercased()
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !email.contains(where: \.isWhitespace) else {
      throw .invalid("email: expected an address such as name@example.com")
    }
    return email
  }

  private static func checkRest(_ body: RequestBody, at now: Int) throws(Refusal) {
    if let object = try body.string("object", 1...64), object != "account_request" {
      throw .invalid("object: expected \"account_request\"")
    }
    for scope in try body.array("scopes") ?? [] where scope.string == nil {
      throw .invalid("scopes: expected strings, found \(scope.kind)")
    }
    _ = try body.object("orchestrator")?.requiredString("type", 1...64)
    guard let text = try body.string("expires_at", 1...64) else { return }
    guard let expiry = Timestamp.seconds(text) else { throw .invalid("expires_at: expected a time") }
    guard expiry > now else { throw Refusal(400, "account_request_expired", "The account request has expired") }
  }
}

extension SandboxState {
  /// The account of an e-mail address. The first address to come takes the sandbox's first account, which the
  /// well-known management key manages.
  fileprivate mutating func account(of email: String, at now: Int) throws(Refusal) -> Account {
    if let account = accounts.first(where: { $0.email == email }) { return account }
    if accounts[0].email == nil {
      accounts[0].email = email
      return accounts[0]
    }
    guard accounts.count < Limits.accounts else { throw .full("accounts", limit: Limits.accounts) }
    let account = newAccount(email: email, at: now)
    accounts.append(account)
    return account
  }
}
