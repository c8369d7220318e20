import JSON

/// A provisioned service: `api` on one of the plans, with its key.
struct Resource: Record {
  @Field("Names the resource.") var id: String
  @Field("The account that the resource belongs to.") var account: String
  @Field("The plan that the resource is on.") var plan: Plan
  @Field("The orchestrator's project.") var projectId: String?
  @Field("The orchestrator's own name for the resource.") var orchestratorResourceId: String?
  @Field("Digest of the current key.") var keyHash: String
  @Field("When the resource was made.") var createdAt: Int
  @Field("Until when its key isn't handed out.") var pendingUntil: Int?
  @Field("When the resource was removed.") var removedAt: Int?
}

/// The plans. People write `pay-as-you-go`; the protocol's word has underscores.
enum Plan: String, FieldEnum {
  case free
  case payAsYouGo = "pay_as_you_go"

  static func alias(of text: String) -> Plan? { text == "pay-as-you-go" ? .payAsYouGo : nil }
}
