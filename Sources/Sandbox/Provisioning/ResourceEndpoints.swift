import JSON

/// `/provisioning/resources`: the service `api` with its key, made, changed and removed.
enum ResourceEndpoints {
  static func create(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let account = try state.linkedAccount(call)
    let body = try call.body()
    guard try body.requiredString("service_id", 1...64) == "api" else {
      throw Refusal(400, "unknown_service", "service_id: expected \"api\"; plans belong into configuration.plan")
    }
    let plan = try body.object("configuration")?.choice("plan", Plan.self) ?? .free
    let isPaid = try hasPaymentCredentials(body)
    let tag = try AccountTag(email: state.accounts[state.account(account)].email ?? "")
    if tag == .information, try body.object("submitted_information")?.string("purpose", 1...200) == nil {
      return InformationRequest.resource.reply(resource: state.name("res"))
    }
    let names = (
      project: try body.string("project_id", 1...200), own: try body.string("orchestrator_resource_id", 1...200),
      prefix: try body.string("label_prefix", 0...100)
    )
    let reply = try state.once(call.idempotencyKey(), account: account, content: call.content, at: call.now) {
      (state: inout SandboxState) throws(Refusal) in
      try state.acceptTerms(body, account)
      try state.checkPayment(for: plan, isPaid: isPaid, account)
      let label = (names.prefix ?? "") + "Provisioned by ModelGates"
      var (key, secret) = try state.newKey(.apiKey, name: label, label: label, account: account, at: call.now)
      if let configuration = try body.object("configuration") { try KeyEndpoints.change(&key, configuration) }
      var resource = Resource()
      resource.id = state.name("res")
      resource.account = account
      resource.plan = plan
      resource.projectId = names.project
      resource.orchestratorResourceId = names.own
      resource.keyHash = key.hash
      resource.createdAt = call.now
      resource.pendingUntil = tag == .pending ? min(call.now + pendingTime, UTC.range.upperBound) : nil
      state.keys.append(key)
      state.resources.append(resource)
      return .ok(resource.view(with: secret))
    }
    return state.pending(reply, at: call.now) ?? reply
  }

  /// Seconds that the key of an account with the tag `pending` takes.
  private static let pendingTime = 2

  static func get(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let reply = Reply.ok(state.resources[try find(state, call)].view(with: nil))
    return state.pending(reply, at: call.now) ?? reply
  }

  /// The old key is refused from this moment on.
  static func rotate(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let index = try findActive(state, call)
    let account = state.resources[index].account
    return try state.once(call.idempotencyKey(), account: account, content: call.content, at: call.now) {
      (state: inout SandboxState) throws(Refusal) in
      let old = state.keys.first { $0.hash == state.resources[index].keyHash }
      state.removeKey(state.resources[index].keyHash, at: call.now)
      let label = old?.label ?? "Provisioned by ModelGates"
      var (key, secret) = try state.newKey(
        .apiKey, name: old?.name ?? label, label: label, account: account, at: call.now)
      key.limit = old?.limit
      key.limitReset = old?.limitReset
      key.includeByokInLimit = old?.includeByokInLimit ?? false
      state.keys.append(key)
      state.resources[index].keyHash = key.hash
      return .ok(state.resources[index].view(with: secret))
    }
  }

  static func update(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let index = try findActive(state, call)
    let body = try call.body()
    let plan = try newPlan(body)
    let isPaid = try hasPaymentCredentials(body)
    let account = state.resources[index].account
    return try state.once(call.idempotencyKey(), account: account, content: call.content, at: call.now) {
      (state: inout SandboxState) throws(Refusal) in
      try state.acceptTerms(body, account)
      if let configuration = try body.object("configuration"),
        let key = state.keys.firstIndex(where: { $0.hash == state.resources[index].keyHash })
      {
        try KeyEndpoints.change(&state.keys[key], configuration)
      }
      if let plan, plan != state.resources[index].plan {
        try state.checkPayment(for: plan, isPaid: isPaid, account)
        state.resources[index].plan = plan
      }
      return .ok(state.resources[index].view(with: nil))
    }
  }

  /// Revokes the key. Removing again is fine.
  static func remove(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let index = try find(state, call)
    if state.resources[index].removedAt == nil {
      state.resources[index].removedAt = call.now
      state.removeKey(state.resources[index].keyHash, at: call.now)
    }
    return .ok(["status": "removed", "id": .string(state.resources[index].id)])
  }

  /// The plan that an update names, as `service_id` or in its configuration; nil where it names none.
  private static func newPlan(_ body: RequestBody) throws(Refusal) -> Plan? {
    let configured = try body.object("configuration")?.choice("plan", Plan.self)
    guard let service = try body.string("service_id", 1...64), service != "api" else { return configured }
    guard let named = Plan(rawValue: service) ?? Plan.alias(of: service) else {
      throw Refusal(400, "unknown_service", "service_id: expected \"free\", \"pay_as_you_go\" or \"api\"")
    }
    guard configured == nil || configured == named else {
      throw .invalid("service_id and configuration.plan name different plans")
    }
    return named
  }

  /// Whether a request brings a payment token. The sandbox takes no money, so it looks at the shape alone.
  private static func hasPaymentCredentials(_ body: RequestBody) throws(Refusal) -> Bool {
    guard let credentials = try body.object("payment_credentials") else { return false }
    let type = try credentials.requiredString("type", 1...64)
    return try !credentials.requiredString(type, 1...500).isEmpty
  }

  private static func find(_ state: SandboxState, _ call: Call) throws(Refusal) -> Int {
    let account = try state.linkedAccount(call)
    let index = state.resources.firstIndex { $0.id == call.arguments.first && $0.account == account }
    guard let index else { throw .notFound }
    return index
  }

  private static func findActive(_ state: SandboxState, _ call: Call) throws(Refusal) -> Int {
    let index = try find(state, call)
    guard state.resources[index].removedAt == nil else {
      throw Refusal(409, "invalid_state", "The resource was removed")
    }
    return index
  }
}

extension SandboxState {
  /// What is answered instead while the resource of a reply isn't ready.
  fileprivate func pending(_ reply: Reply, at now: Int) -> Reply? {
    guard case .json(let body) = reply.body,
      let resource = resources.first(where: { $0.id == body["id"]?.string }), resource.removedAt == nil,
      let time = resource.pendingUntil, time > now
    else { return nil }
    return .ok(["status": "pending", "id": .string(resource.id), "service_id": "api"])
  }

  /// The paid plan needs a payment method on file, or credentials that come with the request.
  fileprivate func checkPayment(for plan: Plan, isPaid: Bool, _ account: String) throws(Refusal) {
    guard plan == .payAsYouGo, !isPaid, !accounts[try self.account(account)].hasPaymentMethod else { return }
    throw Refusal(
      200, "requires_payment_credentials", "The pay-as-you-go plan needs a payment method, and none is on file")
  }
}

extension Resource {
  fileprivate func view(with secret: MintedSecret?) -> JSON {
    var view: JSONObject = [
      "status": removedAt == nil ? "complete" : "removed", "id": .string(id), "service_id": "api",
      "configuration": ["plan": .string(plan.rawValue)],
    ]
    if let secret { view["complete"] = ["access_configuration": ["api_key": secret.place, "type": "bearer"]] }
    return .object(view)
  }
}
