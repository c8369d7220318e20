import JSON

/// `POST /chat/completions` and `GET /generation`. The answers are made up, but the same every time; what they cost is real arithmetic.
enum CompletionEndpoints {
  static func create(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let key = try state.authenticate(call)
    guard !state.keys[key].isManagement else {
      throw Refusal(403, "forbidden", "Management keys can't be used for completions")
    }
    let request = try CompletionRequest(call.body())
    let target = ModelCatalog.standard.target(of: request.model)
    let account = try state.account(state.keys[key].account)
    let completion = try Admission(state.accounts[account], state.keys[key], at: call.now).admit(request, target)
    if request.model.isFree { try FreeModelLimits.count(&state.accounts[account], at: call.now) }
    guard let used = state.accounts[account].used.adding(completion.cost) else { throw .amountOutOfRange }
    state.accounts[account].used = used
    try state.keys[key].charge(completion.cost, at: call.now)

    var generation = Generation()
    generation.id = "gen-\(call.now)-\(state.nextSerial())"
    generation.account = state.accounts[account].id
    generation.model = target.id
    generation.createdAt = call.now
    generation.promptTokens = request.promptTokens
    generation.completionTokens = completion.tokens
    generation.cost = completion.cost
    generation.streamed = request.isStreamed
    generation.finishReason = completion.isCut ? "length" : "stop"
    state.generations.append(generation)
    return request.isStreamed ? generation.stream(of: completion.text) : generation.reply(with: completion.text)
  }

  static func generation(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let account = state.keys[try state.authenticate(call)].account
    guard let id = call.query("id"), !id.isEmpty else { throw .invalid("id: expected the id of a generation") }
    guard let generation = state.generations.last(where: { $0.id == id && $0.account == account }) else {
      throw .notFound
    }
    return .data(generation.details(workspace: state.accounts[try state.account(account)].workspaceID))
  }
}
