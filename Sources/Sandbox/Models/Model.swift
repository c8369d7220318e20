/// A model of the catalogue.
struct Model: Sendable {
  /// For example `openai/gpt-4.1-mini`, `deepseek/deepseek-r1:free`.
  let id: String
  /// The id with its date, which stays the same when the id moves on to a newer version.
  let canonicalSlug: String
  let name: String
  /// Seconds since 1970.
  let created: Int
  let description: String
  /// Tokens.
  let contextLength: Int
  let inputs: [String]
  let outputs: [String]
  let modality: String
  let tokenizer: String
  let instructType: String?
  /// Dollars per token, request, image or search; a price of -1 varies.
  let prices: [Price]
  let top: TopProvider
  let supportedParameters: [String]
  /// Names and numbers as JSON writes them.
  let defaultParameters: [(name: String, value: String)]
  let huggingFaceID: String
  let expirationDate: String?

  struct Price: Sendable {
    let name: String
    let amount: Money
  }

  struct TopProvider: Sendable {
    let contextLength: Int?
    let maxCompletionTokens: Int?
    let isModerated: Bool
  }

  func price(_ name: String) -> Money {
    prices.first { $0.name == name }?.amount ?? .zero
  }

  var promptPrice: Money { price("prompt") }
  var completionPrice: Money { price("completion") }

  /// Whether using the model costs nothing, and counts towards the limits of free models.
  var isFree: Bool { id.hasSuffix(":free") || id == "modelgates/free" }

  /// What stands before the slash of the id.
  var author: String { String(id.prefix { $0 != "/" }) }
}
