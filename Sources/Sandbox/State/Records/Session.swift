import JSON

/// The tokens by which an orchestrator acts for an account.
struct Session: Record {
  @Field("The account.") var account: String
  @Field("Digest of the access token.") var accessHash: String
  @Field("Digest of the refresh token.") var refreshHash: String
  @Field("When the access token stops being valid.") var expiresAt: Int
}
