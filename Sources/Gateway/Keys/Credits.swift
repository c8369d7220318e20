public import JSON

/// Credits of the account (GET /credits).
public struct Credits: Record {
  @Field("USD bought in all.") public var totalCredits: USD
  @Field("USD used in all.") public var totalUsage: USD

  public init() {}

  /// May be negative.
  public var remaining: USD { totalCredits - totalUsage }
}

extension GatewayClient {
  /// The account's credits. Needs a management key.
  public func credits() async throws(GatewayError) -> Credits {
    try Credits(reply: try await exchangeManaged(.get, "/credits")["data"], of: "GET /credits")
  }
}
