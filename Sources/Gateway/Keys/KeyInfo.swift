public import JSON

/// What the gateway says of the key that asks (GET /key).
public struct KeyInfo: Record {
  @Field("Name of the key, or the key with its middle left out.") public var label: GatewayText?
  @Field("Spending limit in USD; absent: none.") public var limit: USD?
  @Field("When the limit starts anew; absent: never.") public var limitReset: GatewayText?
  @Field("USD left of the limit; absent: no limit.") public var limitRemaining: USD?
  @Field("USD used in all.") public var usage: USD = 0
  @Field("USD used this UTC day.") public var usageDaily: USD = 0
  @Field("USD used this UTC week, from Monday.") public var usageWeekly: USD = 0
  @Field("USD used this UTC month.") public var usageMonthly: USD = 0
  @Field("USD used with own provider keys in all.") public var byokUsage: USD = 0
  @Field("Whether the account has never bought credits.") public var isFreeTier: Bool = false
  @Field("When the key stops working.") public var expiresAt: GatewayText?

  public init() {}
}

extension GatewayClient {
  /// Limits and usage of a key. Costs nothing, so it is also how a key is verified: `unauthenticated` for a key that is
  /// wrong, disabled or expired.
  public func keyInfo(key: Secret) async throws(GatewayError) -> KeyInfo {
    try KeyInfo(reply: try await exchange(HTTPRequest(.get, "/key", bearer: key))["data"], of: "GET /key")
  }
}
