import Gateway
import JSON

struct APIKey: Record {
  @Field("Lowercase hex SHA-256 of the key's text.") var hash: String
  @Field("The key with its middle left out, or its purpose.") var label: String
  @Field("What a person calls the key.") var name: String
  @Field("The account that the key belongs to.") var account: String
  @Field("Whether the key manages others; then it can't be used for completions.") var isManagement: Bool = false
  @Field("Whether the key is refused for now.") var disabled: Bool = false
  @Field("Spending limit in picodollars.") var limit: Money?
  @Field("When the limit begins anew.") var limitReset: LimitReset?
  @Field("Whether usage of own provider keys counts.") var includeByokInLimit: Bool = false
  @Field("When the key stops being valid.") var expiresAt: Int?
  @Field("When the key was made.") var createdAt: Int
  @Field("When the key was last changed.") var updatedAt: Int?
  @Field("When the key was revoked for good.") var removedAt: Int?
  @Field("Spent in all, in picodollars.") var usage: Money = .zero
  @Field("Spent on the day of the latest use.") var usageDaily: Money = .zero
  @Field("Spent in the week of the latest use.") var usageWeekly: Money = .zero
  @Field("Spent in the month of the latest use.") var usageMonthly: Money = .zero
  @Field("When the key was last charged.") var usedAt: Int = 0
}
