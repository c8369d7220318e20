import JSON

/// A code that can be exchanged for tokens once.
struct AuthorizationCode: Record {
  @Field("Digest of the code.") var hash: String
  @Field("The account.") var account: String
  @Field("When the code stops being valid.") var expiresAt: Int
}
