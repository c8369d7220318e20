import JSON

/// `POST /provisioning/account_requests`: one account for each e-mail address, made when it is first asked for.
///
/// An address without an account gets one inline; one that has an account gets a code for it. The same request again
/// before the code was exchanged, or of an address with the tag `browser`, is for a person to decide.
enum AccountRequests {
  private static let lifetime = 3600

  static func create(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let body = try call.body()
    let id = try body.requiredString("id", 1...200)
    let email = try address(body)
    let challenge = try challenge(body)
    try checkRest(body, at: call.now)
    if let index = state.authorizations.firstIndex(where: { $0.id == id }) {
      return try again(index, email, &state, call)
    }
    let tag = AccountTag(email: email)
    if tag == .error { throw Refusal(500, "account_creation_failed", "The account could not be created") }
    if tag == .information, try body.object("submitted_information")?.string("country", 2...64) == nil {
      return InformationRequest.account.reply(id: id)
    }
    let isKnown = state.accounts.contains { $0.email == email } && !state.isReplay(of: id)
    guard isKnown || tag == .browser else { return try inline(id, email, &state, call) }
    var authorization = Authorization()
    authorization.id = id
    authorization.email = email
    authorization.codeChallenge = challenge
    authorization.pageSerial = state.nextSerial()
    authorization.pageHash = try state.mint.digest(authorization.page)
    authorization.standing = tag == .browser ? .waiting : .answered
    authorization.expiresAt = call.now + lifetime
    state.authorizations.append(authorization)
    return try tag == .browser ? page(authorization, call) : code(authorization, &state, call)
  }

  private static func inline(
    _ id: String, _ email: String, _ state: inout SandboxState, _ call: Call
  ) throws(Refusal) -> Reply {
    try state.once(SandboxState.requestKey(id), account: "", content: "account_request\n" + email, at: call.now) {
      (state: inout SandboxState) throws(Refusal) in
      let account = try state.account(of: email, at: call.now)
      let bearer = try state.newSession(for: account, at: call.now)
      return .ok([
        "id": .string(id), "type": "credentials", "credentials": ["type": "bearer", "bearer": .object(bearer)],
      ])
    }
  }

  /// A request whose id is known.
  private static func again(
    _ index: Int, _ email: String, _ state: inout SandboxState, _ call: Call
  ) throws(Refusal) -> Reply {
    let authorization = state.authorizations[index]
    guard authorization.email == email else { throw .conflict("The id was used for another request") }
    guard authorization.expiresAt > call.now else {
      throw Refusal(400, "account_request_expired", "The account request has expired")
    }
    switch authorization.standing {
    case .answered:
      state.authorizations[index].standing = .waiting
      return page(authorization, call)
    case .waiting: return page(authorization, call)
    case .approved: return try code(authorization, &state, call)
    case .denied: throw Refusal(403, "access_denied", "The connection was denied")
    }
  }

  private static func code(
    _ authorization: Authorization, _ state: inout SandboxState, _ call: Call
  ) throws(Refusal) -> Reply {
    let account = try state.account(of: authorization.email, at: call.now)
    let code = try state.newCode(for: account.id, challenge: authorization.codeChallenge, at: call.now)
    return .ok(["id": .string(authorization.id), "type": "oauth", "oauth": ["code": code.place]])
  }

  private static func page(_ authorization: Authorization, _ call: Call) -> Reply {
    .ok([
      "id": .string(authorization.id), "type": "requires_auth",
      "requires_auth": ["url": authorization.page.place(after: call.address + "/authorize?request=")],
    ])
  }

  private static func address(_ body: RequestBody) throws(Refusal) -> String {
    let email = try body.requiredString("email", 3...254).lowercased()
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !email.contains(where: \.isWhitespace) else {
      throw .invalid("email: expected an address such as name@example.com")
    }
    return email
  }

  /// RFC 7636 section 4.3; of the methods only S256.
  private static func challenge(_ body: RequestBody) throws(Refusal) -> String? {
    guard let challenge = try body.string("code_challenge", 43...128) else { return nil }
    guard try body.requiredString("code_challenge_method", 1...16) == "S256" else {
      throw .invalid("code_challenge_method: expected \"S256\"")
    }
    return challenge
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

extension Authorization {
  /// The token in the address of the page.
  var page: MintedSecret { MintedSecret(.authorizationPage, pageSerial) }
}

extension SandboxState {
  /// The key by which the reply to a request for an account is remembered.
  static func requestKey(_ id: String) -> String { "account_request:" + id }

  /// Whether a request of this id was answered inline.
  fileprivate func isReplay(of id: String) -> Bool {
    replays.contains { $0.account.isEmpty && $0.key == Self.requestKey(id) }
  }

  /// The account of an e-mail address. The first address to come takes the sandbox's first account, which the
  /// well-known management key manages.
  mutating func account(of email: String, at now: Int) throws(Refusal) -> Account {
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
