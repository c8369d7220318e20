import Gateway
import JSON

/// `GET /key`, `GET /credits` and `/keys`.
enum KeyEndpoints {
  private static let pageSize = 100

  static func current(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let key = state.keys[try state.authenticate(call)]
    let account = state.accounts[try state.account(key.account)]
    return .data(key.info(of: account, at: call.now))
  }

  static func credits(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let account = state.accounts[try state.account(state.managedAccount(call))]
    return .data(["total_credits": account.purchased.json, "total_usage": account.used.json])
  }

  static func list(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let account = state.accounts[try state.account(state.managedAccount(call))]
    let offset = call.query("offset") ?? "0"
    guard let offset = Int(offset), offset >= 0 else { throw .invalid("offset: expected an integer, 0 or more") }
    let includesDisabled = try flag(call, "include_disabled")
    let keys = state.keys.filter {
      $0.account == account.id && !$0.isManagement && $0.removedAt == nil && (includesDisabled || !$0.disabled)
    }
    return .data(.array(keys.dropFirst(offset).prefix(pageSize).map { $0.managed(in: account, at: call.now) }))
  }

  static func create(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let account = try state.managedAccount(call)
    let body = try call.body()
    let name = try body.requiredString("name", 1...200)
    let expiresAt = try expiry(body, after: call.now)
    return try state.once(call.idempotencyKey(), account: account, content: call.content, at: call.now) {
      (state: inout SandboxState) throws(Refusal) in
      var (key, secret) = try state.newKey(.apiKey, name: name, account: account, at: call.now)
      key.expiresAt = expiresAt
      try change(&key, body)
      state.keys.append(key)
      let view = key.managed(in: state.accounts[try state.account(account)], at: call.now)
      return Reply(201, ["data": view, "key": secret.place])
    }
  }

  static func get(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    try view(state, find(state, call), call)
  }

  static func update(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let index = try find(state, call)
    let body = try call.body()
    if body.contains("name") { state.keys[index].name = try body.requiredString("name", 1...200) }
    if let disabled = try body.bool("disabled") { state.keys[index].disabled = disabled }
    try change(&state.keys[index], body)
    state.keys[index].updatedAt = call.now
    return try view(state, index, call)
  }

  static func delete(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let index = try find(state, call)
    state.removeKey(state.keys[index].hash, at: call.now)
    return .ok(["deleted": true])
  }

  private static func find(_ state: SandboxState, _ call: Call) throws(Refusal) -> Int {
    let account = try state.managedAccount(call)
    let index = state.keys.firstIndex {
      $0.hash == call.arguments.first && $0.account == account && !$0.isManagement && $0.removedAt == nil
    }
    guard let index else { throw .notFound }
    return index
  }

  private static func view(_ state: SandboxState, _ index: Int, _ call: Call) throws(Refusal) -> Reply {
    let key = state.keys[index]
    return .data(key.managed(in: state.accounts[try state.account(key.account)], at: call.now))
  }

  /// Takes over the members that may be set when a key is made and later. A null limit is no limit.
  static func change(_ key: inout APIKey, _ body: RequestBody) throws(Refusal) {
    if body.contains("limit") {
      key.limit = try body.money("limit")
      if let limit = key.limit, limit < .zero { throw .invalid("limit: expected a number of dollars, 0 or more") }
    }
    if body.contains("limit_reset") { key.limitReset = try body.choice("limit_reset", LimitReset.self) }
    if let includes = try body.bool("include_byok_in_limit") { key.includeByokInLimit = includes }
  }

  private static func expiry(_ body: RequestBody, after now: Int) throws(Refusal) -> Int? {
    guard let text = try body.string("expires_at", 1...64) else { return nil }
    guard let seconds = Timestamp.seconds(text), seconds > now else {
      throw .invalid("expires_at: expected a time in the future such as 2030-01-31T12:00:00Z")
    }
    return seconds
  }

  private static func flag(_ call: Call, _ name: String) throws(Refusal) -> Bool {
    switch call.query(name) {
    case nil, "", "false": return false
    case "true": return true
    default: throw .invalid("\(name): expected true or false")
    }
  }
}
