import Gateway
import JSON

/// `POST /provisioning/oauth/token` (RFC 6749 sections 4.1.3 and 6).
enum TokenExchange {
  static func exchange(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let account: String
    switch try text(call, "grant_type") {
    case "authorization_code": account = try redeemCode(&state, call)
    case "refresh_token": account = try retireRefreshToken(&state, call)
    case nil: throw .invalid("grant_type: expected a value")
    default: throw Refusal(400, "unsupported_grant_type", "expected authorization_code or refresh_token")
    }
    var reply: JSONObject = ["token_type": "bearer"]
    let bearer = try state.newSession(for: state.accounts[try state.account(account)], at: call.now)
    for (name, value) in bearer { reply[name] = value }
    return .ok(.object(reply))
  }

  private static func redeemCode(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> String {
    let digest = try digest(call, "code")
    guard let index = state.codes.firstIndex(where: { $0.hash == digest }), state.codes[index].expiresAt > call.now
    else { throw Refusal(400, "invalid_grant", "The code is unknown, used or expired") }
    if let challenge = state.codes[index].challenge {
      let isMet = try call.form("code_verifier").map { verifier throws(Refusal) in
        try verifier.withBytes { bytes throws(Refusal) in try Digest.challenge(bytes) } == challenge
      }
      guard isMet == true else { throw Refusal(400, "invalid_grant", "The code verifier doesn't fit") }
    }
    return state.codes.remove(at: index).account
  }

  private static func retireRefreshToken(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> String {
    let digest = try digest(call, "refresh_token")
    guard let index = state.sessions.firstIndex(where: { $0.refreshHash == digest }) else {
      throw Refusal(400, "invalid_grant", "The refresh token is unknown or was used")
    }
    return state.sessions.remove(at: index).account
  }

  private static func digest(_ call: Call, _ name: String) throws(Refusal) -> String {
    guard let secret = try call.form(name), !secret.isEmpty else { throw .invalid("\(name): expected a value") }
    return try secret.withBytes { bytes throws(Refusal) in try Digest.sha256(bytes) }
  }

  private static func text(_ call: Call, _ name: String) throws(Refusal) -> String? {
    try call.form(name)?.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}
