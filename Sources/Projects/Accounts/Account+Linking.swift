import Gateway
import JSON

extension Account {
  /// How an account came to be linked.
  enum Way {
    /// It was linked already.
    case kept
    /// The gateway made it, or gave it, inline.
    case inline
    /// It was there, and a code was exchanged for its tokens.
    case code
  }

  /// The linked account; without one, the account of the user's e-mail address is linked, or made.
  /// - Parameter information: What an earlier call's `information_required` asked for.
  /// - Throws: `authorization_pending` while a person has to agree: a later call goes on with the same request;
  ///   `authorization_denied`, `email_required`, `information_required`, and what the gateway refuses.
  func linked(information: JSONObject? = nil) async throws(ProjectError) -> (link: AccountLink, way: Way) {
    if let link = try link() { return (link, .kept) }
    return try await exclusively { () async throws(ProjectError) in
      if let link = try link() { return (link, .kept) }
      return try await connect(information: information)
    }
  }

  /// Asks the gateway with the account's token. One that has expired is renewed first by the refresh token, and if that
  /// doesn't work either, by linking the account again.
  func asking<Result: Sendable>(
    _ call: (ProvisioningClient, Secret) async throws(GatewayError) -> Result
  ) async throws(ProjectError) -> Result {
    let client = gateway.provisioning
    var link = try await linked().link
    var isFresh = false
    if link.isStale(at: clock.now), link.refreshToken != nil {
      link = try await renewed(link)
      isFresh = true
    }
    do throws(GatewayError) {
      return try await call(client, link.accessToken)
    } catch {
      guard error.code == .unauthenticated, !isFresh else { throw ProjectError(converting: error) }
    }
    link = try await renewed(link)
    return try await ProjectError.asking { () async throws(GatewayError) in try await call(client, link.accessToken) }
  }

  private func renewed(_ stale: AccountLink) async throws(ProjectError) -> AccountLink {
    try await exclusively { () async throws(ProjectError) in
      // Another process may have been faster.
      if let link = try link(), link.accessToken != stale.accessToken { return link }
      if let refreshToken = stale.refreshToken, let credentials = try await refreshed(by: refreshToken) {
        return try save(credentials, insteadOf: stale)
      }
      return try await connect(insteadOf: stale).link
    }
  }

  /// Nil when the refresh token is refused: one that was used already, its reply being lost, is so from then on.
  private func refreshed(by token: Secret) async throws(ProjectError) -> AccountCredentials? {
    do throws(GatewayError) {
      return try await gateway.provisioning.exchangeToken(.refreshToken(token))
    } catch {
      guard error.code == .unauthenticated || error.code == .invalidRequest else {
        throw ProjectError(converting: error)
      }
      return nil
    }
  }

  /// Goes on with the request that waits, or begins one.
  private func connect(
    information: JSONObject? = nil, insteadOf old: AccountLink? = nil
  ) async throws(ProjectError) -> (link: AccountLink, way: Way) {
    guard let email = email.flatMap({ $0.isEmpty ? nil : $0 }) ?? old?.email else { throw .emailRequired }
    if information == nil, let request = try waiting(), request.email == email,
      let connected = try await ask(request, isRepeated: true, insteadOf: old)
    {
      return connected
    }
    let request = LinkRequest(email: email, information: information, at: clock.now)
    guard let connected = try await ask(request, isRepeated: false, insteadOf: old) else {
      throw ProjectError(
        .gatewayRefused, "The gateway refuses the code that it has just given.", hint: "Try again.", retryable: true)
    }
    return connected
  }

  /// - Returns: nil when a new request has to be made: the old one, or its code, isn't valid any more.
  private func ask(
    _ request: LinkRequest, isRepeated: Bool, insteadOf old: AccountLink?
  ) async throws(ProjectError) -> (link: AccountLink, way: Way)? {
    let challenge = try ProjectError.converting { try request.proof.challenge() }
    let reply: AccountReply
    do throws(GatewayError) {
      reply = try await gateway.provisioning.requestAccount(
        requestID: request.id, email: request.email, codeChallenge: challenge, information: request.information)
    } catch {
      return try decline(error, isRepeated: isRepeated)
    }
    switch reply {
    case .credentials(let credentials):
      return (try save(credentials, email: request.email, insteadOf: old), .inline)
    case .authorizationCode(let code):
      return try await exchange(code, of: request, insteadOf: old)
    case .browserNeeded(let url):
      var request = request
      request.url = url?.text ?? request.url
      try keep(waiting: request)
      throw .authorizationPending(request, waitsForPerson: true, isSandbox: gateway.name == "sandbox")
    case .pending:
      try keep(waiting: request)
      throw .authorizationPending(request, waitsForPerson: request.url != nil, isSandbox: gateway.name == "sandbox")
    case .informationNeeded(let information):
      try keep(waiting: nil)
      throw .informationRequired(information, command: "link modelgates", tool: "link_account")
    case .refused(let error):
      return try decline(error, isRepeated: isRepeated)
    }
  }

  private func exchange(
    _ code: Secret, of request: LinkRequest, insteadOf old: AccountLink?
  ) async throws(ProjectError) -> (link: AccountLink, way: Way)? {
    let credentials: AccountCredentials
    do throws(GatewayError) {
      credentials = try await gateway.provisioning.exchangeToken(
        .authorizationCode(code, verifier: request.proof.verifier))
    } catch {
      guard error.code == .unauthenticated || error.code == .invalidRequest else {
        throw ProjectError(converting: error)
      }
      try keep(waiting: nil)
      return nil
    }
    return (try save(credentials, email: request.email, insteadOf: old), .code)
  }

  /// What a refusal means: of a request that was waiting, that it is over.
  private func decline(
    _ error: GatewayError, isRepeated: Bool
  ) throws(ProjectError) -> (link: AccountLink, way: Way)? {
    guard isRepeated, !error.retryable else { throw ProjectError(converting: error) }
    try keep(waiting: nil)
    if error.code == .permissionDenied { throw .authorizationDenied }
    return nil
  }

  private func save(
    _ credentials: AccountCredentials, email: String? = nil, insteadOf old: AccountLink?
  ) throws(ProjectError) -> AccountLink {
    let link = AccountLink(credentials, email: email ?? old?.email, at: clock.now)
    // The services of the old one couldn't be changed or removed by the new one's tokens.
    if let old, old.accountID != link.accountID { throw .otherAccount }
    try keep(link)
    return link
  }
}
