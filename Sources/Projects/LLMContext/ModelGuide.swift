import Gateway

/// Which of a gateway's models are worth knowing for what: the same choice for the same listing.
struct ModelGuide {
  struct Group {
    let purpose: String
    let models: [Model]
  }

  let groups: [Group]
  private let offersDocumented: Bool

  init(_ listing: [Model]) {
    let lasting = listing.filter { $0.expirationDate == nil && Self.isPlain($0.id.text) }
    offersDocumented = listing.contains { $0.id.text == Self.documented }
    var known: Set<String> = []
    groups = Self.rules.compactMap { rule in
      let fitting = lasting.filter { !known.contains($0.id.text) && rule.admits($0) }.sorted(by: rule.precedes)
      let chosen = Self.onePerAuthor(fitting, count: rule.count)
      known.formUnion(chosen.map(\.id.text))
      return chosen.isEmpty ? nil : Group(purpose: rule.purpose, models: chosen)
    }
  }

  /// Whether an identifier can stand in Markdown and in source code as it is.
  private static func isPlain(_ id: String) -> Bool {
    id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"),
        UInt8(ascii: "/"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }

  /// The model of the examples: one that the plan can call.
  func example(plan: Plan) -> String {
    let free = groups.first { $0.purpose == Self.free }?.models.first?.id.text
    let cheap = groups.first { $0.purpose == Self.everyday }?.models.first?.id.text
    switch plan {
    case .free: return free ?? cheap ?? Self.documented
    case .payAsYouGo: return offersDocumented ? Self.documented : cheap ?? free ?? Self.documented
    }
  }

  /// The model of ModelGates' own quickstart.
  private static let documented = "openai/gpt-4.1-mini"
  private static let free = "Free of charge"
  private static let everyday = "Everyday work, cheap"

  private struct Rule {
    let purpose: String
    let count: Int
    let admits: (Model) -> Bool
    let precedes: (Model, Model) -> Bool
  }

  private static var rules: [Rule] {
    [
      Rule(
        purpose: free, count: 3, admits: { $0.isFree && $0.id.text.hasSuffix(":free") && isGeneral($0) },
        precedes: isLonger),
      Rule(
        purpose: everyday, count: 3, admits: { isGeneral($0) && isPriced($0, under: "0.5") && !isCoder($0) },
        precedes: isNewer),
      Rule(
        purpose: "Writing code", count: 3, admits: { isGeneral($0) && isCoder($0) && !$0.isFree }, precedes: isNewer),
      Rule(
        purpose: "Hard problems, reasoning", count: 3,
        admits: { isGeneral($0) && $0.supportsReasoning && isPriced($0, over: "1", under: "10") }, precedes: isNewer),
      Rule(
        purpose: "Reading images", count: 2,
        admits: { isGeneral($0) && $0.inputModalities.contains("image") && isPriced($0, under: "1") },
        precedes: isCheaper),
      Rule(
        purpose: "Very long input", count: 2, admits: { isGeneral($0) && ($0.contextLength ?? 0) >= 1_000_000 },
        precedes: isNewer),
      Rule(
        purpose: "Making images or sound", count: 2,
        admits: { model in
          model.blendedPrice != nil && ["image", "audio"].contains { model.outputModalities.contains($0) }
        }, precedes: isCheaper),
    ]
  }

  /// Takes tools, answers in text, has room for work, and a price that doesn't vary.
  private static func isGeneral(_ model: Model) -> Bool {
    model.supportsTools && model.outputModalities == ["text"] && (model.contextLength ?? 0) >= 100_000
      && model.blendedPrice != nil
  }

  private static func isCoder(_ model: Model) -> Bool {
    ["coder", "codex", "code-", "codestral", "devstral"].contains { model.id.text.contains($0) }
  }

  /// Whether a million prompt tokens cost more than `over` and at most `under` dollars.
  private static func isPriced(_ model: Model, over: String = "0", under: String) -> Bool {
    guard let price = model.promptPrice.perMillion, let over = USD(over), let under = USD(under) else { return false }
    return price > over && price <= under
  }

  private static func isNewer(_ first: Model, _ second: Model) -> Bool {
    precedes((second.created ?? 0, first.id.text), (first.created ?? 0, second.id.text))
  }

  private static func isLonger(_ first: Model, _ second: Model) -> Bool {
    precedes((second.contextLength ?? 0, first.id.text), (first.contextLength ?? 0, second.id.text))
  }

  private static func isCheaper(_ first: Model, _ second: Model) -> Bool {
    precedes((first.blendedPrice ?? .zero, first.id.text), (second.blendedPrice ?? .zero, second.id.text))
  }

  private static func precedes<Value: Comparable>(_ first: (Value, String), _ second: (Value, String)) -> Bool {
    first.0 == second.0 ? first.1 < second.1 : first.0 < second.0
  }

  private static func onePerAuthor(_ models: [Model], count: Int) -> [Model] {
    var authors: Set<Substring> = []
    return Array(models.filter { authors.insert($0.id.text.prefix { $0 != "/" }).inserted }.prefix(count))
  }
}
