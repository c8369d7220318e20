public import JSON

/// A key as its account's management key sees it (GET /keys). Never the key itself.
public struct KeyRecord: Record {
  @Field("SHA-256 of the key, lower-case hexadecimal.") public var hash: GatewayText
  @Field("Name given when the key was made.") public var name: GatewayText?
  @Field("Whether the gateway refuses the key.") public var disabled: Bool = false
  @Field("Spending limit in USD; absent: none.") public var limit: USD?

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
