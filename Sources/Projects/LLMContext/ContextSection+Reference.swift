import Documentation
import Gateway

extension ContextSection {
  static func models(_ facts: ContextFacts, _ guide: ModelGuide) -> ContextSection {
    ContextSection(
      "models", title: "Choosing a model", priority: 2,
      body: guide.groups.isEmpty
        ? "The listing of models couldn't be read now; `list_models` (`modelgates models`) asks again."
        : table(facts, guide))
  }

  private static func table(_ facts: ContextFacts, _ guide: ModelGuide) -> String {
    let identifiers = Set(facts.models.map(\.id.text))
    let rows = guide.groups.flatMap { group in
      group.models.map { model in
        let id = model.id.text
        let free = id.hasSuffix(":free") ? "is one" : identifiers.contains(id + ":free") ? "yes" : "no"
        let cells = [
          group.purpose, "`\(id)`", model.promptPrice.perMillionText, model.completionPrice.perMillionText,
          model.contextLength.map { String($0) } ?? "?", kinds(model.inputModalities), kinds(model.outputModalities),
          model.supportsTools ? "yes" : "no", free,
        ]
        return "| " + cells.joined(separator: " | ") + " |"
      }
    }
    return """
      \(facts.models.count) models are offered. Some for each purpose, with prices in USD per million tokens:

      | For | Model | Prompt | Answer | Context | Takes | Gives | Tools | Free variant |
      |---|---|---|---|---|---|---|---|---|
      \(rows.joined(separator: "\n"))

      All of them: `list_models` (`modelgates models`), filtered by words, price, context, modality and tools; `get_model` tells all of \
      one. Start with a cheap one and change the identifier when it isn't good enough: nothing else changes. A free variant is the same \
      identifier with `:free` at its end.
      """
  }

  /// Kinds of content, of which there are few; anything else isn't one.
  private static func kinds(_ modalities: [String]) -> String {
    let known = ["text", "image", "audio", "video", "file"]
    return known.filter(modalities.contains).joined(separator: ", ")
  }

  static func limits(_ facts: ContextFacts) -> ContextSection {
    let free = FreeModelLimits.self
    let body = joined([
      facts.key == nil
        ? """
        - Models ending in `:free`: \(free.requestsPerMinute) requests a minute, \(free.requestsPerDay) a day, or \
        \(free.requestsPerDayWithCredits) a day once $\(free.creditsThreshold.text(minimumDecimals: 0)) of credits have been bought.
        """ : facts.key.map(standing),
      facts.credits.map { "- Credits of the account: $\($0.remaining) left of $\($0.totalCredits)." },
      "- They count for the whole account: more keys don't help. Days, weeks (from Monday) and months are those of UTC.",
      """
      - As it stands now: `get_key_info` (`modelgates key`). Credits: `get_credits` (`modelgates credits`), which needs a management key.
      """,
    ])
    return ContextSection("limits", title: "Limits and credits", priority: 2, body: body)
  }

  private static func standing(_ key: KeyInfoReport) -> String {
    let reset = key.limit == nil ? nil : key.limitReset.map { "- The limit starts anew \(Markdown.plain($0))." }
    let lines =
      ["The key of \(key.service), as it stands now:", ""] + key.meaning.map { "- " + $0 } + [reset].compactMap { $0 }
      + (key.expiresAt.map { ["- The key stops working at \(Markdown.plain($0))."] } ?? [])
      + [
        "- Used: $\(key.usage) in all, $\(key.usageDaily) today, $\(key.usageWeekly) this week, $\(key.usageMonthly) this month."
      ]
    return lines.joined(separator: "\n")
  }

  static let errors = ContextSection(
    "errors", title: "When a request fails", priority: 3, body: documented("errors", "Errors of the API"))

  static let providerSelection = ContextSection(
    "provider-selection", title: "Provider selection", priority: 5,
    body: """
      A model is often offered by several providers; the gateway prefers cheap ones that work and tries the next when one fails. A \
      request may say otherwise:

      \(documented("provider-selection", "The provider member"))

      \(documented("provider-selection", "Fall back to another model"))
      """)

  static let reading = ContextSection(
    "reading", title: "Where to read on", priority: 1,
    body: """
      `search_docs` (`modelgates docs <words>`) finds sections; a whole page is `modelgates docs --page <name>`, or the resource \
      `modelgates://docs/<name>`: \(Documentation.pages.map(\.name).joined(separator: ", ")).
      """)
}
