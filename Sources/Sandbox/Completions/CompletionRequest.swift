import JSON

/// What of a `POST /chat/completions` matters to the sandbox; the other members are only checked for their types.
struct CompletionRequest: Sendable {
  let model: Model
  /// An estimate: four bytes of text a token, and four tokens a message.
  let promptTokens: Int
  let lastText: String
  let images: Int
  /// Nil where the request doesn't say.
  let maxTokens: Int?
  let isStreamed: Bool

  private static let messageLimit = 2000
  private static let numbers = [
    "temperature", "top_p", "top_k", "min_p", "top_a", "frequency_penalty", "presence_penalty", "repetition_penalty",
  ]
  private static let objects = ["reasoning", "response_format", "provider", "stream_options", "logit_bias"]

  init(_ body: RequestBody) throws(Refusal) {
    try Self.checkTypes(body)
    let id = try body.requiredString("model", 1...200)
    guard let model = ModelCatalog.standard.model(id) else { throw .invalid("\(id) is not a valid model ID") }
    guard model.outputs.contains("text") else {
      throw Refusal(404, "not_found", "No endpoints found that support output modalities: text")
    }
    guard let messages = try body.array("messages") else { throw body.wrong("messages", "an array", nil) }
    guard (1...Self.messageLimit).contains(messages.count) else {
      throw .invalid("messages: expected 1 to \(Self.messageLimit) messages")
    }
    var content = MessageContent()
    for (index, message) in messages.enumerated() { try content.add(message, at: index) }
    for modality in content.modalities where !model.inputs.contains(modality) {
      throw Refusal(404, "not_found", "No endpoints found that support \(modality) input")
    }
    self.model = model
    promptTokens = content.tokens
    lastText = content.lastText
    images = content.images
    let tokens = 1...10_000_000
    let newer = try body.integer("max_completion_tokens", tokens)
    let older = try body.integer("max_tokens", tokens)
    maxTokens = newer ?? older
    isStreamed = try body.bool("stream") ?? false
  }

  private static func checkTypes(_ body: RequestBody) throws(Refusal) {
    for name in numbers {
      if let value = body.value(name), value.double == nil { throw body.wrong(name, "a number", value) }
    }
    for name in objects { _ = try body.object(name) }
    _ = try body.array("tools")
    _ = try body.string("user", 0...1000)
    _ = try body.integer("seed", Int.min...Int.max)
    switch body.value("stop") {
    case nil, .string, .array: break
    case let value?: throw body.wrong("stop", "a string or an array", value)
    }
  }
}
