public import JSON
import JSONRPC

extension RequestContext {
  /// How long a question to a client of the legacy era may stay open: a person has to answer it.
  private static let patience = Duration.seconds(600)
  /// Bytes of answers that are carried from round to round.
  private static let stateLimit = 1 << 20

  /// Whether the client can put a form to its user.
  public var canElicitForm: Bool {
    InputRequest.form(message: "", schema: []).isAllowed(by: client, in: version)
  }

  /// Asks the client and returns its answers by key.
  ///
  /// In the modern era the request ends here with the questions and is repeated with the answers, so whatever comes before
  /// this call runs again: ask first, then act. In the legacy era it waits.
  /// - Throws: `RPCError` -32021 when the client didn't declare what a question needs; other errors pass through.
  public func ask(_ requests: [(key: String, request: InputRequest)]) async throws -> [String: JSON] {
    for (_, request) in requests where !request.isAllowed(by: client, in: version) {
      throw RPCError.missingClientCapability(request.requiredCapability)
    }
    switch era {
    case .modern: return try answered(requests)
    case .legacy(let session): return try await ask(requests, session.peer)
    }
  }

  /// Asks for one form; nil when the answer isn't one, in the legacy era. (In the modern era it is then asked again.)
  public func elicit(_ key: String, message: String, schema: [UInt8]) async throws -> ElicitationResult? {
    try await ask([(key, .form(message: message, schema: schema))])[key].flatMap(ElicitationResult.init)
  }

  // MARK: Modern

  private var inputs: InputRound { InputRound(request: request) }

  private func answered(_ requests: [(key: String, request: InputRequest)]) throws -> [String: JSON] {
    var answers = try earlierAnswers()
    for (key, answer) in try inputs.responses() { answers[key] = answer }
    let open = requests.filter { key, request in !(answers[key].map(request.isAnswered) ?? false) }
    guard open.isEmpty else { throw InputRequired(requests: open, answers: answers) }
    return Dictionary(uniqueKeysWithValues: requests.compactMap { key, _ in answers[key].map { (key, $0) } })
  }

  private func earlierAnswers() throws -> JSONObject {
    guard let sealed = inputs.sealedState else { return [:] }
    guard case .string(let text) = sealed, let sealer = server.stateSealer, text.utf8.count <= 2 * Self.stateLimit,
      let state = try? sealer.open(text, binding: inputs.binding),
      case .object(let answers)? = try? JSON(parsing: state, limits: JSONLimits(depth: 128, bytes: Self.stateLimit))
    else {
      throw RPCError.invalidParams(
        "\"requestState\" isn't one that this server gave out for this request, or it has expired.")
    }
    return answers
  }

  /// The result that ends a round.
  func reply(asking required: InputRequired) -> Reply {
    let answers = JSON.object(required.answers).bytes
    guard answers.count <= Self.stateLimit else { return .error(.invalidParams("The answers are too long.")) }
    let state: String?
    do {
      state = try server.stateSealer?.seal(answers, binding: inputs.binding)
    } catch {
      server.log(ServerEvent(name: "request_failed", method: request.method, error: error))
      return .error(.internalError)
    }
    return result(.inputRequired) { writer in
      writer.key("inputRequests")
      writer.beginObject()
      for (key, request) in required.requests {
        writer.key(key)
        writer.beginObject()
        writer.member("method", request.method)
        writer.member("params", raw: request.params(for: version, elicitationID: server.makeElicitationID()))
        writer.endObject()
      }
      writer.endObject()
      if let state { writer.member("requestState", state) }
    }
  }

  // MARK: Legacy

  private func ask(
    _ requests: [(key: String, request: InputRequest)], _ peer: Peer
  ) async throws -> [String: JSON] {
    var answers: [String: JSON] = [:]
    for (key, request) in requests {
      answers[key] = try await within(Self.patience) {
        let params = request.params(for: version, elicitationID: server.makeElicitationID())
        return try await peer.request(method: request.method, params: params, on: sink) { id in withdraw(id) }
      }
    }
    return answers
  }

  /// Tells the client that a question needs no answer any more (basic/utilities/cancellation).
  private func withdraw(_ id: RequestID) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("requestId", id.json)
    writer.member("reason", "The answer is no longer needed.")
    writer.endObject()
    sink.notify(method: "notifications/cancelled", params: writer.bytes)
  }

  private func within(_ limit: Duration, _ body: @escaping @Sendable () async throws -> JSON) async throws -> JSON {
    try await withThrowingTaskGroup(of: JSON?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await server.sleep(limit)
        return nil
      }
      defer { group.cancelAll() }
      guard let answer = try await group.next() ?? nil else {
        throw RPCError(
          code: -32603, message: "The client didn't answer a question within \(limit.components.seconds) s.")
      }
      return answer
    }
  }
}

extension InputRequest {
  /// Whether a client's answer has the shape of an answer to this question; if not, it is asked again.
  fileprivate func isAnswered(by answer: JSON) -> Bool {
    switch self {
    case .form, .url: ElicitationResult(answer) != nil
    case .sampling: answer["content"] != nil && answer["role"]?.string != nil
    case .roots: answer["roots"]?.array != nil
    }
  }
}
