public import JSON

extension ProvisioningClient {
  /// Asks for an account of this e-mail address: found, or made.
  /// - Parameters:
  ///   - requestID: `acctreq_…`; the same one again goes on with the same request.
  ///   - codeChallenge: Of the `ProofKey` that a code will be exchanged with.
  ///   - information: What an earlier reply asked for.
  public func requestAccount(
    requestID: String, email: String, codeChallenge: String? = nil, information: JSONObject? = nil
  ) async throws(GatewayError) -> AccountReply {
    var body: JSONObject = [
      "id": .string(requestID), "object": "account_request", "email": .string(email), "scopes": [],
      "orchestrator": ["type": "modelgates"],
    ]
    if let codeChallenge {
      body["code_challenge"] = .string(codeChallenge)
      body["code_challenge_method"] = "S256"
    }
    if let information { body["submitted_information"] = .object(information) }
    let reply = try await exchange(
      .post, "/account_requests", body: .json(.object(body)), allowsErrorBody: true)
    return try AccountReply(reply, of: "POST /provisioning/account_requests")
  }

  /// What is exchanged for credentials. Both work once only.
  public enum Grant: Sendable {
    /// - Parameter verifier: Of the `ProofKey` whose challenge went with the request for the code.
    case authorizationCode(Secret, verifier: Secret? = nil)
    case refreshToken(Secret)
  }

  /// Exchanges a code or a refresh token for credentials (RFC 6749 sections 4.1.3 and 6).
  public func exchangeToken(_ grant: Grant) async throws(GatewayError) -> AccountCredentials {
    let reply = try await exchange(.post, "/oauth/token", body: .form(grant.form))
    return try AccountCredentials(reply, of: "POST /provisioning/oauth/token")
  }
}

extension ProvisioningClient.Grant {
  fileprivate var form: [(name: String, value: Secret)] {
    func type(_ name: String) -> (name: String, value: Secret) {
      (name: "grant_type", value: Secret(Array(name.utf8)))
    }
    switch self {
    case .authorizationCode(let code, let verifier):
      let proof = verifier.map { [(name: "code_verifier", value: $0)] } ?? []
      return [type("authorization_code"), (name: "code", value: code)] + proof
    case .refreshToken(let token):
      return [type("refresh_token"), (name: "refresh_token", value: token)]
    }
  }
}

extension AccountReply {
  fileprivate init(_ reply: JSON, of call: String) throws(GatewayError) {
    switch reply["type"]?.string {
    case "credentials":
      self = .credentials(try AccountCredentials(reply["credentials"]?["bearer"], of: call))
    case "oauth":
      guard let code = reply["oauth"]?["code"]?.string.flatMap(Secret.init(keyText:)) else {
        throw .invalidResponse("\(call): the reply has no usable code.")
      }
      self = .authorizationCode(code)
    case "requires_auth":
      let details = reply["requires_auth"]
      let text = details?["url"]?.string ?? details?["redirect_url"]?.string ?? details?["authorization_url"]?.string
      let url = text.flatMap { WebAddress($0) }
      guard text == nil || url != nil else {
        throw .invalidResponse("\(call): the address for a person isn't a safe one of the web.")
      }
      self = .browserNeeded(url: url)
    case "pending": self = .pending
    case "needs_information":
      self = .informationNeeded(RequestedInformation(reply["needs_information"]))
    default:
      guard let body = ErrorBody(in: reply) else {
        throw .invalidResponse("\(call): the reply is of no known type.")
      }
      self = .refused(
        GatewayError(
          status: 200, body: body, call: call, needsManagementKey: false, retryAfterMs: nil))
    }
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
