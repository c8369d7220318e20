import JSON

/// A short-lived address of the dashboard.
struct DashboardLink: Record {
  @Field("Digest of the token in the address.") var hash: String
  @Field("The account that it shows.") var account: String
  @Field("When it stops working.") var expiresAt: Int
}
