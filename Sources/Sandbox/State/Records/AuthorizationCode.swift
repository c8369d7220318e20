import JSON

/// A code that can be exchanged for tokens once.
struct AuthorizationCode: Record {
  @Field("Digest of the code.") var hash: String
  @Field("The account.") var account: String
  @Field("Challenge that the exchange has to meet (RFC 7636, S256).") var challenge: String?
  @Field("When the code stops being valid.") var expiresAt: Int
}
