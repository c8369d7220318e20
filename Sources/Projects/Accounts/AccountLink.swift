import Gateway
import JSON

/// What is kept of a linked account, sealed.
struct AccountLink {
  let accountID: String
  /// The address that the account was found or made by; nil when that isn't known.
  let email: String?
  /// Who keeps a payment method: nil for nobody.
  let paymentCredentials: String?
  let accessToken: Secret
  let refreshToken: Secret?
  /// When the access token stops working; nil when the gateway didn't say.
  let expiresAt: Timestamp?

  init(_ credentials: AccountCredentials, email: String?, at now: Timestamp) {
    accountID = credentials.accountID.text
    self.email = email
    paymentCredentials = credentials.paymentCredentials?.text
    accessToken = credentials.accessToken
    refreshToken = credentials.refreshToken
    expiresAt = credentials.expiresIn.map { now.advanced(bySeconds: Int64(max(0, $0))) }
  }

  /// Whether the access token has expired, or will before a call is over.
  func isStale(at now: Timestamp) -> Bool {
    expiresAt.map { $0 <= now.advanced(bySeconds: 30) } ?? false
  }
}

extension AccountLink: SealedMembers {
  var members: JSONObject {
    [
      "account": .string(accountID), "email": .optional(email), "payment_credentials": .optional(paymentCredentials),
      "access_token": .revealing(accessToken), "refresh_token": refreshToken.map { .revealing($0) } ?? .null,
      "expires_at": .optional(expiresAt?.text),
    ]
  }

  init?(_ members: JSONObject) {
    guard let account = members["account"]?.string, let accessToken = members.secret("access_token") else { return nil }
    accountID = account
    email = members["email"]?.string
    paymentCredentials = members["payment_credentials"]?.string
    self.accessToken = accessToken
    refreshToken = members.secret("refresh_token")
    expiresAt = members["expires_at"]?.string.flatMap { Timestamp($0) }
  }
}
