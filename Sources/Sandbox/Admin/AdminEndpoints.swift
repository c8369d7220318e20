import JSON

/// `/sandbox/…`: what a person would do in the dashboard or with a card. Only the sandbox has these endpoints; they need
/// a management key and are about its account.
enum AdminEndpoints {
  static func addCredits(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let account = try state.account(state.managedAccount(call))
    let body = try call.body()
    guard let amount = try body.money("amount"), amount != .zero else {
      throw body.wrong("amount", "a number of dollars other than 0; less than 0 is a refund", body.value("amount"))
    }
    guard let purchased = state.accounts[account].purchased.adding(amount) else { throw .amountOutOfRange }
    state.accounts[account].purchased = purchased
    return .data(["total_credits": purchased.json, "total_usage": state.accounts[account].used.json])
  }

  static func setPaymentMethod(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let account = try state.account(state.managedAccount(call))
    state.accounts[account].hasPaymentMethod = try call.optionalBody().bool("on_file") ?? true
    return paymentMethod(of: state.accounts[account])
  }

  /// Also for who holds an access token, to see whether the paid plan is open.
  static func getPaymentMethod(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let id: String
    do throws(Refusal) { id = try state.managedAccount(call) } catch {
      guard error.status == 401 else { throw error }
      id = try state.linkedAccount(call)
    }
    return paymentMethod(of: state.accounts[try state.account(id)])
  }

  /// Lets new terms wait for being accepted, or accepts them as a person would in the dashboard.
  static func setTerms(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let account = try state.account(state.managedAccount(call))
    guard let isAccepted = try call.body().bool("accepted") else { throw .invalid("accepted: expected true or false") }
    state.accounts[account].mustAcceptTerms = !isAccepted
    return .data(["accepted": .bool(isAccepted)])
  }

  static func createManagementKey(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let account = try managed(state, call)
    let name = try call.body().requiredString("name", 1...200)
    let (key, secret) = try state.newKey(.managementKey, name: name, account: account, at: call.now)
    state.keys.append(key)
    let view = key.managed(in: state.accounts[try state.account(account)], at: call.now)
    return Reply(201, ["data": view, "key": secret.place])
  }

  /// The managed account, or with `email` another one: the well-known key opens the whole sandbox anyway.
  private static func managed(_ state: SandboxState, _ call: Call) throws(Refusal) -> String {
    let own = try state.managedAccount(call)
    guard let email = try call.body().string("email", 3...254)?.lowercased() else { return own }
    guard let account = state.accounts.first(where: { $0.email == email }) else { throw .notFound }
    return account.id
  }

  private static func paymentMethod(of account: Account) -> Reply {
    .data(["on_file": .bool(account.hasPaymentMethod), "email": account.email.map { .string($0) } ?? .null])
  }
}
