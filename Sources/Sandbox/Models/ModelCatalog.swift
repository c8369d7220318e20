/// The models that the sandbox offers, newest first. Real ones, with their prices at the time they were taken down.
struct ModelCatalog: Sendable {
  let models: [Model]

  /// Unpacked when it is first asked for.
  static let standard = ModelCatalog(packed: modelCatalogData)

  private init(packed data: StaticString) {
    models = data.withUTF8Buffer { bytes in
      bytes.split(separator: UInt8(ascii: "\n")).compactMap { Model(packed: $0) }
    }
  }

  /// The model of an id or of a canonical slug; an id goes first.
  func model(_ id: String) -> Model? {
    models.first { $0.id == id } ?? models.first { $0.canonicalSlug == id }
  }

  /// The model that answers when this one is asked: one that only routes has another do the work.
  func target(of model: Model) -> Model {
    switch model.id {
    case "modelgates/auto", "switchpoint/router": self.model("openai/gpt-4.1-mini") ?? model
    case "modelgates/free": models.first { $0.id.hasSuffix(":free") && $0.outputs == ["text"] } ?? model
    default: model
    }
  }
}

extension Model {
  // The orders in which scripts/models/generate.py packs them.
  private static let modalities: [Character: String] = [
    "t": "text", "i": "image", "f": "file", "a": "audio", "v": "video", "e": "embeddings",
  ]
  private static let parameters = [
    "frequency_penalty", "include_reasoning", "logit_bias", "logprobs", "max_tokens", "min_p", "parallel_tool_calls",
    "presence_penalty", "reasoning", "reasoning_effort", "repetition_penalty", "response_format", "seed", "stop",
    "structured_outputs", "temperature", "tool_choice", "tools", "top_k", "top_logprobs", "top_p", "verbosity",
    "web_search_options",
  ]

  /// Reads a line of the packed catalogue; nil where it isn't one.
  fileprivate init?(packed line: Slice<UnsafeBufferPointer<UInt8>>) {
    let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 19, let created = Int(fields[3]), let context = Int(fields[4]),
      let bits = Int(fields[14], radix: 16)
    else { return nil }
    id = fields[0]
    canonicalSlug = fields[1].isEmpty ? fields[0] : fields[1]
    name = fields[2]
    self.created = created
    contextLength = context
    inputs = fields[5].compactMap { Self.modalities[$0] }
    outputs = fields[6].compactMap { Self.modalities[$0] }
    modality =
      fields[7].isEmpty ? inputs.joined(separator: "+") + "->" + outputs.joined(separator: "+") : fields[7]
    tokenizer = fields[8]
    instructType = fields[9].isEmpty ? nil : fields[9]
    prices = Self.pairs(fields[10]).compactMap { name, value in
      Int64(value).map { Price(name: name, amount: Money(picodollars: $0)) }
    }
    top = TopProvider(
      contextLength: fields[11].isEmpty ? context : Int(fields[11]), maxCompletionTokens: Int(fields[12]),
      isModerated: !fields[13].isEmpty)
    supportedParameters = Self.parameters.indices.filter { bits >> $0 & 1 == 1 }.map { Self.parameters[$0] }
    defaultParameters = Self.pairs(fields[15])
    huggingFaceID = fields[16]
    expirationDate = fields[17].isEmpty ? nil : fields[17]
    description = fields[18]
  }

  private static func pairs(_ text: String) -> [(name: String, value: String)] {
    text.split(separator: ",").compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }
}
