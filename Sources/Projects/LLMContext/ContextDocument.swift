import Gateway

/// The document about the project's providers that a model reads before it writes code: Markdown, deterministic for the
/// same facts.
struct ContextDocument {
  let text: String
  /// Names of sections that had no room.
  let omitted: [String]

  /// - Parameters:
  ///   - maxTokens: Whole sections are left out, those of low priority first, until the document's estimate fits.
  ///     Heading and remark remain in any case.
  ///   - section: Only this section.
  init(_ facts: ContextFacts, maxTokens: Int, only section: String? = nil) {
    let guide = ModelGuide(facts.models)
    var sections = ContextSection.all(facts, guide).filter { section == nil || $0.name.text == section }
    let all = sections.map(\.name)
    var text = Self.assembled(facts, sections, omitted: [])
    let wanted = TokenEstimate.tokens(text)
    while TokenEstimate.tokens(text) > maxTokens, let last = Self.leastImportant(sections) {
      sections.remove(at: last)
      let kept = Set(sections.map(\.name))
      let omitted = all.filter { !kept.contains($0) }.map(\.text)
      text = Self.assembled(facts, sections, omitted: omitted, needing: section == nil ? nil : wanted)
    }
    let kept = Set(sections.map(\.name))
    self.text = text
    omitted = all.filter { !kept.contains($0) }.map(\.text)
  }

  private static func leastImportant(_ sections: [ContextSection]) -> Int? {
    sections.indices.max { (sections[$0].priority, $0) < (sections[$1].priority, $1) }
  }

  /// - Parameter tokens: what the one section that was asked for needs.
  private static func assembled(
    _ facts: ContextFacts, _ sections: [ContextSection], omitted: [String], needing tokens: Int? = nil
  ) -> String {
    let heading = "# ModelGates in \(facts.project)\n"
    let names = omitted.joined(separator: ", ")
    let advice =
      tokens.map { "The section \(names) has no room: ask for it with `max_tokens` of \($0) or more.\n" }
      ?? "Left out for length: \(names). Ask for one of them by `section`.\n"
    let remark = omitted.isEmpty ? [] : [advice]
    return ([heading] + sections.map(\.text) + remark).joined(separator: "\n")
  }
}
