import JSON

/// One answered completion.
struct Generation: Record {
  @Field("Names the generation.") var id: String
  @Field("The account that paid.") var account: String
  @Field("The model that answered.") var model: String
  @Field("When it was answered.") var createdAt: Int
  @Field("Tokens of the prompt.") var promptTokens: Int
  @Field("Tokens of the answer.") var completionTokens: Int
  @Field("What it cost, in picodollars.") var cost: Money
  @Field("Whether it was streamed.") var streamed: Bool
  @Field("Why the answer ended.") var finishReason: String
}
