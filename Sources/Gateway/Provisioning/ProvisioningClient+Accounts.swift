import JSON

extension ProvisioningClient {
  /// Asks for an account of this e-mail address: found, or made.
  /// - Parameter requestID: `acctreq_…`; the same one again gets the same reply.
  public func requestAccount(requestID: String, email: String) async throws(GatewayError) -> AccountReply {
    let call = "POST /provisioning/account_requests"
    let body: JSON = [
      "id": .string(requestID), "object": "account_request", "email": .string(email), "scopes": [],
      "orchestrator": ["type": "modelgates"],
    ]
    let reply = try await exchange(.post, "/account_requests", body: .json(body), allowsErrorBody: true)
    switch reply["type"]?.string {
    case "credentials":
      return .credentials(try AccountCredentials(reply["credentials"]?["bearer"], of: call))
    case "oauth":
      guard let code = reply["oauth"]?["code"]?.string.flatMap(Secret.init(keyText:)) else {
        throw .invalidResponse("\(call): the reply has no usable code.")
      }
      return .authorizationCode(code)
    case "requires_auth":
      let details = reply["requires_auth"]
      let url = details?["url"]?.string ?? details?["redirect_url"]?.string ?? details?["authorization_url"]?.string
      return .browserNeeded(url: url.map { GatewayText($0) })
    default:
      guard let body = ErrorBody(in: reply) else {
        throw .invalidResponse("\(call): the reply is of no known type.")
      }
      return .refused(
        GatewayError(
          status: 200, body: body, call: call, needsManagementKey: false, retryAfterMs: nil, redaction: Redaction([])))
    }
  }

  /// What is exchanged for credentials. Both work once only.
  public enum Grant: Sendable {
    case authorizationCode(Secret)
    case refreshToken(Secret)
  }

  /// Exchanges a code or a refresh token for credentials (RFC 6749 sections 4.1.3 and 6).
  public func exchangeToken(_ grant: Grant) async throws(GatewayError) -> AccountCredentials {
    let form: [(name: String, value: Secret)] =
      switch grant {
      case .authorizationCode(let code):
        [(name: "grant_type", value: Secret(Array("authorization_code".utf8))), (name: "code", value: code)]
      case .refreshToken(let token):
        [(name: "grant_type", value: Secret(Array("refresh_token".utf8))), (name: "refresh_token", value: token)]
      }
    let reply = try await exchange(.post, "/oauth/token", body: .form(form))
    return try AccountCredentials(reply, of: "POST /provisioning/oauth/token")
  }
}

extension AccountCredentials {
  fileprivate init(_ reply: JSON?, of call: String) throws(GatewayError) {
    guard let accessToken = reply?["access_token"]?.string.flatMap(Secret.init(keyText:)) else {
      throw .invalidResponse("\(call): the reply has no usable access token.")
    }
    guard let accountID = reply?["account"]?["id"]?.string, !accountID.isEmpty else {
      throw .invalidResponse("\(call): the reply doesn't name the account.")
    }
    self.init(
      accessToken: accessToken, refreshToken: reply?["refresh_token"]?.string.flatMap(Secret.init(keyText:)),
      expiresIn: reply?["expires_in"]?.integer.flatMap { Int(exactly: $0) }, accountID: GatewayText(accountID),
      paymentCredentials: reply?["account"]?["payment_credentials"]?.string.map { GatewayText($0) })
  }
}
