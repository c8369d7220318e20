/// The pages that ship inside the program, and the search over them.
public enum Documentation {
  /// All pages, from the first steps to the reference.
  public static let pages: [Page] = [
    .quickstart, .projects, .accountLinking, .plansAndBilling, .environmentVariables, .keyRotation, .codingAgents,
    .mcpServer, .authentication, .chatCompletions, .streaming, .models, .providerSelection, .guardrails, .credits,
    .limits, .errors, .sdks, .gateways, .sandbox, .security, .troubleshooting,
  ]

  /// The page of a name.
  public static func page(_ name: String) -> Page? { pages.first { $0.name == name } }

  /// Sections that were found, the best first.
  /// - Parameter query: words; those that are in no page don't count.
  public static func search(_ query: String, limit: Int) -> [SearchHit] {
    index.find(query).prefix(max(0, limit)).map { section in
      SearchHit(
        page: section.page, heading: section.heading, snippet: Snippet.make(of: section.text, for: query))
    }
  }

  private static let index = SearchIndex(pages)
}

/// A section of a page that fits what was looked for.
public struct SearchHit: Sendable {
  public let page: Page
  /// The heading that it stands below; nil for a page's beginning.
  public let heading: String?
  /// One line of it, at most about 250 characters.
  public let snippet: String
}
