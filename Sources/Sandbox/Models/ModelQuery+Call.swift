extension ModelQuery {
  // The orders that the API knows; the sandbox has no data for those that aren't an `Order`.
  private static let orders = [
    "most-popular", "newest", "top-weekly", "pricing-low-to-high", "pricing-high-to-low", "context-high-to-low",
    "throughput-high-to-low", "latency-low-to-high", "intelligence-high-to-low", "coding-high-to-low",
    "agentic-high-to-low", "design-arena-elo-high-to-low",
  ]
  private static let outputModalities = [
    "text", "image", "embeddings", "audio", "video", "rerank", "speech", "transcription",
  ]
  private static let inputModalities = ["text", "image", "file", "audio", "video"]

  init(_ call: Call) throws(Refusal) {
    words = try Self.text(call, "q")?.lowercased().split(separator: " ").map(String.init) ?? []
    parameters = try Self.list(call, "supported_parameters") ?? []
    inputs = try Self.list(call, "input_modalities", of: Self.inputModalities) ?? []
    authors = try Self.list(call, "model_authors") ?? []
    tokenizer = try Self.text(call, "arch")?.lowercased()
    minContext = try Self.integer(call, "context", 1...Int.max)
    minPrompt = try Self.price(call, "min_price")
    maxPrompt = try Self.price(call, "max_price")
    minCompletion = try Self.price(call, "min_output_price")
    maxCompletion = try Self.price(call, "max_output_price")
    createdBy = try Self.integer(call, "min_age_days", 0...36_500).map { call.now - $0 * 86_400 }
    createdSince = try Self.integer(call, "max_age_days", 0...36_500).map { call.now - $0 * 86_400 }
    if let name = try Self.text(call, "sort") {
      guard Self.orders.contains(name) else {
        throw .invalid("sort: expected one of " + Self.orders.joined(separator: ", "))
      }
      order = Order(rawValue: name) ?? .newest
    }
    try readOutputs(call)
    try readPage(call)
  }

  /// `GET /models/count` knows no other filter.
  init(countOf call: Call) throws(Refusal) {
    self.init()
    try readOutputs(call)
  }

  /// `GET /models/user` is only cut into pages.
  init(pageOf call: Call) throws(Refusal) {
    self.init()
    try readPage(call)
  }

  private mutating func readOutputs(_ call: Call) throws(Refusal) {
    guard let names = try Self.list(call, "output_modalities") else { return }
    outputs = names == ["all"] ? nil : try Self.list(call, "output_modalities", of: Self.outputModalities)
  }

  private mutating func readPage(_ call: Call) throws(Refusal) {
    let offset = try Self.integer(call, "offset", 0...Int.max)
    let limit = try Self.integer(call, "limit", 1...1000)
    guard offset != nil || limit != nil else { return }
    self.offset = offset ?? 0
    self.limit = limit ?? 500
  }

  private static func text(_ call: Call, _ name: String) throws(Refusal) -> String? {
    guard let text = call.query(name), !text.isEmpty else { return nil }
    guard text.utf8.count <= 200 else { throw .invalid("\(name): expected at most 200 bytes") }
    return text
  }

  private static func list(
    _ call: Call, _ name: String, of known: [String]? = nil
  ) throws(Refusal) -> [String]? {
    guard let text = try text(call, name) else { return nil }
    let names = text.split(separator: ",").map { $0.lowercased() }
    if let known, !names.allSatisfy(known.contains) {
      throw .invalid("\(name): expected some of \(known.joined(separator: ", ")), separated by commas")
    }
    return names
  }

  private static func integer(
    _ call: Call, _ name: String, _ range: ClosedRange<Int>
  ) throws(Refusal) -> Int? {
    guard let text = try text(call, name) else { return nil }
    guard let value = Int(text), range.contains(value) else {
      let bounds = range.upperBound == .max ? "or more" : "to \(range.upperBound)"
      throw .invalid("\(name): expected an integer, \(range.lowerBound) \(bounds)")
    }
    return value
  }

  private static func price(_ call: Call, _ name: String) throws(Refusal) -> Money? {
    guard let text = try text(call, name) else { return nil }
    guard let price = Money(decimal: text), price >= .zero else {
      throw .invalid("\(name): expected a number of dollars per million tokens, zero or more")
    }
    return price
  }
}
