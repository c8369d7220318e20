import JSON

/// `GET /provisioning/account`: how the linked account stands. The protocol has no such endpoint; clients must do without.
enum AccountEndpoint {
  static let terms = "https://modelgates.ai/terms"

  static func get(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let account = state.accounts[try state.account(state.linkedAccount(call))]
    return .ok([
      "id": .string(account.id), "email": account.email.map { .string($0) } ?? .null,
      "payment_method_on_file": .bool(account.hasPaymentMethod), "terms_accepted": .bool(!account.mustAcceptTerms),
      "terms_of_service_url": .string(terms),
    ])
  }
}

extension SandboxState {
  /// Goes on only when the account has accepted the terms, before or with this request.
  mutating func acceptTerms(_ body: RequestBody, _ id: String) throws(Refusal) {
    let index = try account(id)
    if try body.object("tos_acceptance")?.bool("accepted") == true { accounts[index].mustAcceptTerms = false }
    guard !accounts[index].mustAcceptTerms else {
      throw Refusal(
        200, "tos_acceptance_required", "The terms at \(AccountEndpoint.terms) have changed and must be accepted")
    }
  }
}
