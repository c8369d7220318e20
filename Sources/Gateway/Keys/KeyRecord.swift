public import JSON

/// A key as its account's management key sees it (GET /keys). Never the key itself.
public struct KeyRecord: Record {
  @Field("SHA-256 of the key, lower-case hexadecimal.") public var hash: GatewayText
  @Field("Name given when the key was made.") public var name: GatewayText?
  @Field("The key with its middle left out.") public var label: GatewayText?
  @Field("Whether the gateway refuses the key.") public var disabled: Bool = false
  @Field("Spending limit in USD; absent: none.") public var limit: USD?
  @Field("USD left of the limit; absent: no limit.") public var limitRemaining: USD?
  @Field("When the limit starts anew; absent: never.") public var limitReset: GatewayText?
  @Field("USD used in all.") public var usage: USD = 0
  @Field("When the key was made.") public var createdAt: GatewayText?
  @Field("When the key stops working.") public var expiresAt: GatewayText?

  public init() {}
}

/// A key just made. Its text is shown this once.
public struct MintedKey: Sendable {
  public let record: KeyRecord
  public let key: Secret
}

/// When a key's spending limit starts anew, at midnight UTC; a week begins on Monday.
public enum LimitReset: String, FieldEnum {
  case daily, weekly, monthly
}
