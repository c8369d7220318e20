import Documentation

/// A part of the context document.
struct ContextSection {
  /// What it is asked for by.
  struct Name: Hashable {
    let text: String
  }

  let name: Name
  let title: String
  /// The lower, the longer it stays when there is too little room.
  let priority: Int
  let body: String

  init(_ name: String, title: String, priority: Int, body: String) {
    self.name = Name(text: name)
    self.title = title
    self.priority = priority
    self.body = body
  }

  var text: String { "## \(title)\n\n\(body)\n" }
}

extension ContextSection {
  /// The names of all sections, in the document's order.
  static let names: [String] =
    ["project", "quickstart", "authentication", "models", "limits", "errors", "streaming"]
    + Language.all.map(\.name) + ["rotation", "guardrails", "provider-selection", "reading"]

  /// All sections, in the document's order.
  static func all(_ facts: ContextFacts, _ guide: ModelGuide) -> [ContextSection] {
    guard facts.isAboutModels else { return [project(facts)] }
    let target = facts.target(model: guide.example(plan: facts.plan))
    return [
      project(facts), quickstart(target), authentication(facts), models(facts, guide), limits(facts), errors,
      streaming,
    ] + Language.all.map { language($0, target) } + [
      rotation(facts), guardrails(facts), providerSelection, reading,
    ]
  }

  /// What the documentation says below a heading of a page.
  static func documented(_ page: String, _ heading: String) -> String {
    Documentation.page(page)?.section(heading) ?? ""
  }
}
