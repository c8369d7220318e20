import Gateway

/// Decides whether an account and a key can pay for a completion, before it is made.
struct Admission: Sendable {
  let account: Account
  let key: APIKey
  let now: Int

  init(_ account: Account, _ key: APIKey, at now: Int) {
    self.account = account
    self.key = key
    self.now = now
  }

  /// What is answered, how many tokens that is, and what it costs.
  struct Completion: Sendable {
    let text: String
    let tokens: Int
    let isCut: Bool
    let cost: Money
  }

  func admit(_ request: CompletionRequest, _ model: Model) throws(Refusal) -> Completion {
    let context = model.top.contextLength ?? model.contextLength
    guard request.promptTokens + (request.maxTokens ?? 0) <= context else {
      throw .invalid(
        "This endpoint's maximum context length is \(context) tokens. However, you requested about "
          + "\(request.promptTokens + (request.maxTokens ?? 0)) tokens")
    }
    guard let price = CompletionPrice(model, promptTokens: request.promptTokens, images: request.images) else {
      throw .amountOutOfRange
    }
    let balance = account.balance ?? .zero
    guard balance >= .zero else { throw Self.insufficientCredits }
    let most = request.maxTokens ?? model.top.maxCompletionTokens ?? (context - request.promptTokens)
    if !request.model.isFree { try checkFunds(price, upTo: most, balance) }

    let full = answer(to: request, model)
    let text = TokenEstimate.prefix(full, tokens: most)
    let tokens = TokenEstimate.tokens(text)
    guard let cost = request.model.isFree ? .zero : price.total(completionTokens: tokens) else {
      throw .amountOutOfRange
    }
    return Completion(text: text, tokens: tokens, isCut: text != full, cost: cost)
  }

  /// The whole of what the request may cost must be there, whatever it will cost in the end.
  private func checkFunds(_ price: CompletionPrice, upTo tokens: Int, _ balance: Money) throws(Refusal) {
    guard let worst = price.total(completionTokens: tokens) else { throw .amountOutOfRange }
    guard worst > .zero else { return }
    guard balance > .zero else { throw Self.insufficientCredits }
    let remaining = key.limitRemaining(at: now)
    if let remaining, remaining <= .zero { throw limitExceeded }
    let funds = min(balance, remaining ?? balance)
    guard worst > funds else { return }
    let afterPrompt = funds.subtracting(price.prompt) ?? .zero
    let affordable = afterPrompt.affordable(at: price.perCompletionToken)
    throw Refusal(
      402, "payment_required",
      "This request requires more credits, or fewer max_tokens. You requested up to \(tokens) tokens, but can only "
        + "afford \(affordable). To increase, visit https://modelgates.ai/settings/credits and add more credits")
  }

  private static let insufficientCredits = Refusal(
    402, "payment_required", "Insufficient credits. Add more using https://modelgates.ai/settings/credits")

  private var limitExceeded: Refusal {
    let kind = key.limitReset?.rawValue ?? "total"
    return Refusal(
      403, "forbidden", "Key limit exceeded (\(kind) limit). Manage it using https://modelgates.ai/settings/keys")
  }

  private func answer(to request: CompletionRequest, _ model: Model) -> String {
    let quoted = request.lastText.prefix(200)
    return "This is the ModelGates sandbox in place of \(model.name). You said: \(quoted)"
  }
}
