/// Which models to list, in which order, and which page of them.
public struct ModelQuery: Sendable {
  /// Words that must all occur in identifier, name or description; case doesn't matter.
  public var text: String?
  public var freeOnly = false
  public var inputModality: String?
  public var outputModality: String?
  public var toolsOnly = false
  /// In tokens.
  public var minimumContext: Int?
  /// In USD per million prompt tokens.
  public var maximumPromptPrice: USD?
  public var sort = ModelSort.relevance
  /// Models on a page, 1 to 100.
  public var limit = 20
  /// Where the page before ended, as it said.
  public var cursor: String?

  public init() {}

  /// One page of `models`.
  /// - Throws: `invalid_request` for a limit out of its range, and for a cursor that isn't one of this query.
  public func page(of models: [Model]) throws(GatewayError) -> ModelPage {
    guard (1...100).contains(limit) else { throw .invalidRequest("A page has 1 to 100 models.") }
    let found = matching(models)
    let start = try cursor.map { text throws(GatewayError) in try ModelCursor(text, of: self).offset } ?? 0
    let end = min(start + limit, found.count)
    var page = ModelPage()
    page.models = start < end ? found[start..<end].map(ModelSummary.init) : []
    page.total = found.count
    page.nextCursor = end < found.count ? ModelCursor(offset: end, of: self).text : nil
    return page
  }

  /// All models that the query asks for, in its order.
  public func matching(_ models: [Model]) -> [Model] {
    let words = searchWords
    let ranked = models.enumerated().compactMap { position, model -> Ranked? in
      guard admits(model), let rank = words.isEmpty ? 0 : ModelText(model).rank(words) else { return nil }
      return Ranked(model: model, rank: rank, position: position)
    }
    return ranked.sorted(by: isBefore).map(\.model)
  }

  private struct Ranked {
    let model: Model
    let rank: Int
    let position: Int
  }

  private var searchWords: [[UInt8]] {
    (text ?? "").lowercased().split(whereSeparator: \.isWhitespace).prefix(16).map { Array($0.utf8) }
  }

  private func admits(_ model: Model) -> Bool {
    if freeOnly, !model.isFree { return false }
    if toolsOnly, !model.supportsTools { return false }
    if let inputModality, !model.inputModalities.contains(inputModality.lowercased()) { return false }
    if let outputModality, !model.outputModalities.contains(outputModality.lowercased()) { return false }
    if let minimumContext, (model.contextLength ?? 0) < minimumContext { return false }
    guard let maximumPromptPrice else { return true }
    return model.promptPrice.perMillion.map { $0 <= maximumPromptPrice } ?? false
  }

  private func isBefore(_ first: Ranked, _ second: Ranked) -> Bool {
    let before: Bool?
    switch sort {
    case .relevance: before = Self.compare(first.rank, second.rank)
    case .newest: before = Self.compare(second.model.created ?? 0, first.model.created ?? 0)
    case .context: before = Self.compare(second.model.contextLength ?? 0, first.model.contextLength ?? 0)
    case .name: before = Self.compare(first.model.name?.text ?? "", second.model.name?.text ?? "")
    case .cheapest:
      switch (first.model.blendedPrice, second.model.blendedPrice) {
      case (let first?, let second?): before = Self.compare(first, second)
      case (nil, nil): before = nil
      case (let first, _): before = first != nil
      }
    }
    return before ?? (first.position < second.position)
  }

  /// Nil when the two are equal.
  private static func compare<Value: Comparable>(_ first: Value, _ second: Value) -> Bool? {
    first == second ? nil : first < second
  }
}

extension Model {
  /// A million prompt tokens and a million answer tokens together; nil when a price varies.
  public var blendedPrice: USD? {
    guard let prompt = promptPrice.perMillion, let completion = completionPrice.perMillion else { return nil }
    return prompt + completion
  }
}
