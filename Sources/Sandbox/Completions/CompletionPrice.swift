/// What a completion may cost and does cost.
struct CompletionPrice: Sendable {
  let prompt: Money
  let perCompletionToken: Money

  /// Nil where the amount can't be counted.
  init?(_ model: Model, promptTokens: Int, images: Int) {
    guard let tokens = model.promptPrice.times(promptTokens), let pictures = model.price("image").times(images),
      let sum = tokens.adding(pictures)?.adding(model.price("request"))
    else { return nil }
    prompt = sum
    perCompletionToken = model.completionPrice
  }

  func total(completionTokens: Int) -> Money? {
    perCompletionToken.times(completionTokens)?.adding(prompt)
  }
}
