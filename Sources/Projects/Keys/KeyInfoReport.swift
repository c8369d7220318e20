public import Gateway
public import JSON

/// Limits and usage of the project's key, and what they mean. Amounts are in USD.
public struct KeyInfoReport: Record {
  @Field("The service whose key this is.") public var service: String
  @Field("Plan of the service.") public var plan: String
  @Field("The gateway's name for the key.") public var label: String?
  @Field("First 12 hex digits of the key's SHA-256.") public var keyFingerprint: String
  @Field("Spending limit; absent: none.") public var limit: USD?
  @Field("Left of the limit; absent: no limit.") public var limitRemaining: USD?
  @Field("daily, weekly, monthly; absent: never.") public var limitReset: String?
  @Field("When the limit starts anew.") public var limitResetsAt: String?
  @Field("Used in all.") public var usage: USD
  @Field("Used this UTC day.") public var usageDaily: USD
  @Field("Used this UTC week, from Monday.") public var usageWeekly: USD
  @Field("Used this UTC month.") public var usageMonthly: USD
  @Field("Used with own provider keys in all.") public var byokUsage: USD?
  @Field("Whether the account never bought credits.") public var isFreeTier: Bool
  @Field("Requests a minute to :free models.") public var freeRequestsPerMinute: Int
  @Field("Requests a day to :free models, at least.") public var freeRequestsPerDay: Int
  @Field("When the day's requests start anew.") public var dayResetsAt: String
  @Field("When the key stops working.") public var expiresAt: String?
  @Field("What follows from all this.") public var meaning: [String]

  public init() {}
}

/// Limits for models whose identifier ends in `:free`. They count for the whole account, whatever the number of keys.
public enum FreeModelLimits {
  public static let requestsPerMinute = 20
  /// Below `creditsThreshold`.
  public static let requestsPerDay = 50
  public static let requestsPerDayWithCredits = 1000
  /// Credits that must have been bought, in USD.
  public static let creditsThreshold: USD = 10
}
