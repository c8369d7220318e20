/// How the gateway answers a request for an account (POST /provisioning/account_requests).
public enum AccountReply: Sendable {
  /// A new account, made inline.
  case credentials(AccountCredentials)
  /// There is an account of this e-mail already, and it may be linked without a browser: exchange the code for credentials.
  case authorizationCode(Secret)
  /// A person has to agree in a browser first, at this address if the gateway names one. The same request again tells
  /// whether that has happened.
  case browserNeeded(url: WebAddress?)
  /// The gateway is still at it. The same request again tells whether it is done.
  case pending
  /// A new request has to bring this.
  case informationNeeded(RequestedInformation)
  case refused(GatewayError)
}

/// The right to make and remove resources for an account.
public struct AccountCredentials: Sendable {
  public let accessToken: Secret
  public let refreshToken: Secret?
  /// Seconds for which the access token works; nil when the gateway doesn't say.
  public let expiresIn: Int?
  public let accountID: GatewayText
  /// Who keeps the payment method: `orchestrator`, `provider`; nil for nobody.
  public let paymentCredentials: GatewayText?
}
