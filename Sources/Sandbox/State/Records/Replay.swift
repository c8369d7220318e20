import JSON

/// What was answered to an idempotent request, with places where its secrets were.
struct Replay: Record {
  @Field("The account that asked; empty where the request itself makes the account.") var account: String
  @Field("The idempotency key.") var key: String
  @Field("Digest of method, path and body.") var fingerprint: String
  @Field("HTTP status of the reply.") var status: Int
  @Field("Body of the reply.") var reply: JSON
  @Field("When it was answered.") var createdAt: Int
}
