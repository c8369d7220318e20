import JSON

struct Account: Record {
  @Field("Names the account.") var id: String
  @Field("Whose account it is, in lowercase; absent while nobody has linked the first account.") var email: String?
  @Field("Credits bought, in picodollars.") var purchased: Money = .zero
  @Field("Credits used, in picodollars.") var used: Money = .zero
  @Field("Whether a payment method is on file.") var hasPaymentMethod: Bool = false
  @Field("Whether there are terms that wait for being accepted.") var mustAcceptTerms: Bool = false
  @Field("When the account was made.") var createdAt: Int
  @Field("The minute of the latest request to a free model, since 1970.") var freeMinute: Int = 0
  @Field("Requests to free models in that minute.") var freeMinuteCount: Int = 0
  @Field("The day of the latest request to a free model, since 1970.") var freeDay: Int = 0
  @Field("Requests to free models on that day.") var freeDayCount: Int = 0
}

extension Account {
  /// What is left of the credits; below zero when refunds have taken more than that.
  var balance: Money? { purchased.subtracting(used) }

  /// Whether no credits were ever bought.
  var isFreeTier: Bool { purchased <= .zero }

  /// In the API's objects, which have a member for it.
  var workspaceID: String { "ws_" + id.drop { $0 != "_" }.dropFirst() }

  /// The account as the provisioning protocol shows it: who has to bring the payment credentials for a paid plan.
  var provisioned: JSON {
    ["id": .string(id), "payment_credentials": hasPaymentMethod ? "provider" : "orchestrator"]
  }
}
