import JSON

extension SandboxState {
  private static let accessLifetime = 30 * 86_400
  private static let codeLifetime = 300

  /// Makes tokens for an account: the members of the `bearer` object.
  mutating func newSession(for account: Account, at now: Int) throws(Refusal) -> JSONObject {
    let serial = nextSerial()
    let access = MintedSecret(.accessToken, serial)
    let refresh = MintedSecret(.refreshToken, serial)
    var session = Session()
    session.account = account.id
    session.accessHash = try mint.digest(access)
    session.refreshHash = try mint.digest(refresh)
    session.expiresAt = now + Self.accessLifetime
    sessions.append(session)
    return [
      "access_token": access.place, "refresh_token": refresh.place,
      "expires_in": .integer(Int64(Self.accessLifetime)), "account": account.provisioned,
    ]
  }

  mutating func newCode(for account: String, challenge: String?, at now: Int) throws(Refusal) -> MintedSecret {
    let secret = MintedSecret(.authorizationCode, nextSerial())
    var code = AuthorizationCode()
    code.hash = try mint.digest(secret)
    code.account = account
    code.challenge = challenge
    code.expiresAt = now + Self.codeLifetime
    codes.append(code)
    return secret
  }
}
