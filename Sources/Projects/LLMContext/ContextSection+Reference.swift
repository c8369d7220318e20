import Gateway

extension ContextSection {
  static func models(_ facts: ContextFacts, _ guide: ModelGuide) -> ContextSection {
    var lines: [String] = []
    if guide.groups.isEmpty {
      lines.append("The listing of models couldn't be read now; `list_models` (`modelgates models`) asks again.")
    } else {
      lines += [
        "\(facts.models.count) models are offered. Worth knowing (prices in USD per million tokens):", "",
        "| For | Model | Prompt | Answer | Context |", "|---|---|---|---|---|",
      ]
      for group in guide.groups {
        lines += group.models.map { model in
          let context = model.contextLength.map { String($0) } ?? "?"
          let prices = "\(model.promptPrice.perMillionText) | \(model.completionPrice.perMillionText)"
          return "| \(group.purpose) | `\(model.id.text)` | \(prices) | \(context) |"
        }
      }
      lines.append("")
      lines.append(
        "All of them: `list_models` (`modelgates models`), filtered by text, price, context, modality, tools. "
          + "Start with a cheap one, and change the identifier when it isn't good enough: nothing else changes.")
    }
    return ContextSection(name: .models, title: "Choosing a model", priority: 2, body: lines.joined(separator: "\n"))
  }

  static func limits(_ facts: ContextFacts) -> ContextSection {
    var lines: [String] = []
    if let key = facts.key {
      lines += key.meaning.map { "- " + $0 }
      lines.append(
        "- Used so far: $\(key.usage) in all, $\(key.usageDaily) today, $\(key.usageMonthly) this month (UTC).")
    } else {
      let limits = FreeModelLimits.self
      lines.append(
        "- Models ending in `:free`: \(limits.requestsPerMinute) requests a minute, \(limits.requestsPerDay) a day, or "
          + "\(limits.requestsPerDayWithCredits) a day once $\(limits.creditsThreshold.text(minimumDecimals: 0)) of credits "
          + "have been bought.")
    }
    if let credits = facts.credits {
      lines.append("- Credits: $\(credits.remaining) left of $\(credits.totalCredits).")
    }
    lines.append("- Limits count for the whole account: more keys don't help. Days, weeks and months are those of UTC.")
    lines.append("- As it stands now: `get_key_info` (`modelgates key`).")
    return ContextSection(name: .limits, title: "Limits and credits", priority: 2, body: lines.joined(separator: "\n"))
  }

  static let errors = ContextSection(
    name: .errors, title: "When a request fails", priority: 3,
    body: """
      Errors look like `{"error": {"code": 402, "message": "…"}}`, sometimes with status 200: look for `error` before `choices`.

      | Status | Means | Do |
      |---|---|---|
      | 400, 422 | the request is wrong | read the message; don't repeat it unchanged |
      | 401 | the key is wrong, disabled or expired | `project_status`, then `pull_env` or `rotate_key` |
      | 402 | no credits, or a negative balance | use a `:free` model, or let a person add credits |
      | 403 | not allowed, or refused by moderation | don't repeat it |
      | 404 | no such model | look it up with `list_models` |
      | 408, 429 | too slow, too many requests | wait as `Retry-After` says, else twice as long each time |
      | 5xx | the provider or the gateway failed | repeat with growing pauses, then try another model |
      """)
}
