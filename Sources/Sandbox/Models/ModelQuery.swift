/// The filters, order and page of `GET /models`.
///
/// The sandbox knows nothing about categories, benchmarks, popularity, speed, regions and data policies of models:
/// those parameters are accepted and change nothing.
struct ModelQuery: Sendable {
  var words: [String] = []
  var parameters: [String] = []
  var inputs: [String] = []
  /// Nil for all.
  var outputs: [String]? = ["text"]
  var authors: [String] = []
  var tokenizer: String?
  var minContext: Int?
  var minPrompt: Money?
  var maxPrompt: Money?
  var minCompletion: Money?
  var maxCompletion: Money?
  var createdBy: Int?
  var createdSince: Int?
  var order = Order.newest
  var offset = 0
  /// Nil for all.
  var limit: Int?

  enum Order: String, Sendable {
    case newest
    case cheapest = "pricing-low-to-high"
    case dearest = "pricing-high-to-low"
    case longest = "context-high-to-low"
  }

  /// The models that the query asks for, before they are cut into pages.
  func select(_ models: [Model]) -> [Model] {
    sorted(models.filter(matches))
  }

  /// The page of these models, and the offset of the next one if there is one.
  func page(_ models: [Model]) -> (models: ArraySlice<Model>, next: Int?) {
    let start = min(offset, models.count)
    let end = min(models.count - start, limit ?? models.count) + start
    return (models[start..<end], end < models.count ? end : nil)
  }

  private func matches(_ model: Model) -> Bool {
    let text = (model.id + " " + model.name).lowercased()
    return words.allSatisfy { text.contains($0) }
      && parameters.allSatisfy(model.supportedParameters.contains)
      && inputs.allSatisfy(model.inputs.contains)
      && (outputs.map { $0.contains(where: model.outputs.contains) } ?? true)
      && (authors.isEmpty || authors.contains(model.author))
      && (tokenizer.map { $0 == model.tokenizer.lowercased() } ?? true)
      && (minContext.map { model.contextLength >= $0 } ?? true)
      && (createdBy.map { model.created <= $0 } ?? true)
      && (createdSince.map { model.created >= $0 } ?? true)
      && Self.lies(model.promptPrice, from: minPrompt, to: maxPrompt)
      && Self.lies(model.completionPrice, from: minCompletion, to: maxCompletion)
  }

  /// Compares a price per token with bounds in dollars per million tokens. A price that varies lies nowhere.
  private static func lies(_ price: Money, from low: Money?, to high: Money?) -> Bool {
    guard low != nil || high != nil else { return true }
    guard price >= .zero, let perMillion = price.times(1_000_000) else { return false }
    return perMillion >= low ?? .zero && (high.map { perMillion <= $0 } ?? true)
  }

  private func sorted(_ models: [Model]) -> [Model] {
    switch order {
    case .newest: models
    case .cheapest: Self.sort(models) { Self.averagePrice($0) ?? .max }
    case .dearest: Self.sort(models) { -(Self.averagePrice($0) ?? 0) }
    case .longest: Self.sort(models) { -Int64($0.contextLength) }
    }
  }

  private static func sort(_ models: [Model], by key: (Model) -> Int64) -> [Model] {
    models.enumerated().map { (key: key($0.element), place: $0.offset, model: $0.element) }
      .sorted { ($0.key, $0.place) < ($1.key, $1.place) }
      .map(\.model)
  }

  /// Twice the average price per token; nil where it varies.
  private static func averagePrice(_ model: Model) -> Int64? {
    guard model.promptPrice >= .zero else { return nil }
    return model.promptPrice.adding(model.completionPrice)?.picodollars
  }
}
