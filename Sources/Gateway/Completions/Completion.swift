public import JSON

/// What a model answered, and what it cost.
public struct Completion: Sendable {
  public let model: GatewayText
  public let text: GatewayText
  public let promptTokens: Int?
  public let completionTokens: Int?
  /// In USD, when the gateway says so.
  public let cost: USD?
}

/// One message of a conversation.
public struct ChatMessage: Record {
  public enum Role: String, FieldEnum { case system, user, assistant }

  @Field("Who speaks.") public var role: Role
  @Field("What is said.") public var content: String

  public init() {}

  public init(_ role: Role, _ content: String) {
    self.role = role
    self.content = content
  }
}

extension GatewayClient {
  /// One completion, without streaming. It may cost money.
  /// - Parameter maxTokens: At most so many tokens are generated. It is always sent, because without it gateways check
  ///   the credits against the model's own, much larger maximum.
  public func complete(
    model: String, messages: [ChatMessage], maxTokens: Int, key: Secret
  ) async throws(GatewayError) -> Completion {
    let body: JSON = [
      "model": .string(model), "max_tokens": .integer(Int64(maxTokens)),
      "messages": .array(messages.map { ["role": .string($0.role.rawValue), "content": .string($0.content)] }),
    ]
    let call = "POST /chat/completions"
    let reply = try await exchange(HTTPRequest(.post, "/chat/completions", bearer: key, body: .json(body)))
    guard let choice = reply["choices"]?.array?.first else { throw .invalidResponse("\(call): there is no choice.") }
    if let failure = ErrorBody(in: choice) {
      throw GatewayError(
        status: 200, body: failure, call: call, needsManagementKey: false, retryAfterMs: nil)
    }
    let usage = reply["usage"]
    return Completion(
      model: GatewayText(reply["model"]?.string ?? model),
      text: GatewayText(choice["message"]?["content"]?.string ?? ""),
      promptTokens: usage?["prompt_tokens"]?.integer.flatMap { Int(exactly: $0) },
      completionTokens: usage?["completion_tokens"]?.integer.flatMap { Int(exactly: $0) },
      cost: usage?["cost"].flatMap { try? USD(json: $0, unknownMembers: .ignore) })
  }
}
