import JSON

/// `POST /sandbox/authorizations`: the same decision by an admin call, where there is no page.
enum AuthorizationDecision {
  /// `{"email":"ada@example.com","approve":true}`: about the newest request of that address that waits for a person.
  static func decide(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    _ = try state.managedAccount(call)
    let body = try call.body()
    let email = try body.requiredString("email", 3...254).lowercased()
    let approves = try body.bool("approve") ?? true
    let index = state.authorizations.lastIndex {
      $0.email == email && $0.standing == .waiting && $0.expiresAt > call.now
    }
    guard let index else { throw .notFound }
    try state.decide(index, approves ? .approved : .denied)
    return .data(["email": .string(email), "standing": .string(state.authorizations[index].standing.rawValue)])
  }
}
