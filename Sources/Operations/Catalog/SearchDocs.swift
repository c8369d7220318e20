import Documentation
import JSON
import Projects

struct SearchDocs: Operation {
  static let name = "search_docs"
  static let title = "Search docs"
  static let summary = """
    Searches the documentation: calling models, plans, limits, errors, rotation, this server. Gives sections; with \
    page, the whole page.
    """
  static let effect = Effect.reads
  static let command = Command(
    "docs", group: .models,
    examples: ["modelgates docs rotating keys", "modelgates docs --page limits", "modelgates docs"])

  @Field("Words; without, all pages are listed.", [.positional, .words, .length(0...200)]) var query: String?
  @Field("Name of a page to read.", [.length(0...64), .naming(.page)]) var page: String?
  @Field("Most results.", [.range(1...30)]) var limit: Int = 8

  struct Output: Record {
    @Field("Sections or pages that fit, the best first.") var results: [Result]
    @Field("The page that was asked for, as Markdown.") var text: String?
  }

  struct Result: Record {
    @Field("Name of the page.") var page: String
    @Field("Title of the page.") var title: String
    @Field("Heading of the section.") var heading: String?
    @Field("A piece of it.") var snippet: String
    @Field("Address of the page as a resource.") var uri: String
  }

  func run(in context: OperationContext) async throws -> Outcome<Output> {
    var output = Output()
    if let page {
      output.results = []
      output.text = try Self.page(named: page).markdown
      return Outcome(output)
    }
    let words = query?.trimmed ?? ""
    if words.isEmpty {
      output.results = Documentation.pages.map { Result($0, heading: nil, snippet: $0.summary) }
      return Outcome(output)
    }
    output.results = Documentation.search(words, limit: limit).map { hit in
      Result(hit.page, heading: hit.heading, snippet: hit.snippet)
    }
    guard output.results.isEmpty else { return Outcome(output) }
    return Outcome(
      output, warnings: ["No page has these words."],
      nextSteps: ["search_docs (`modelgates docs`) without a query lists all pages."])
  }

  private static func page(named name: String) throws -> Page {
    if let page = Documentation.page(name) { return page }
    let nearest = nearestName(to: name, among: Documentation.pages.map(\.name))
    throw ProjectError(
      ProjectError.Code(name: "not_found"), "There is no page \"\(name)\".",
      hint: nearest.map { "Did you mean \"\($0)\"?" }
        ?? "search_docs (`modelgates docs`) without a query lists all pages.")
  }

  /// A page is a document; what was found is a list like others.
  static func text(of output: Output) -> String? { output.text }

  func shown(of output: Output) -> JSONObject? {
    let results = output.results.map { result -> JSON in
      [
        "page": .string(result.heading.map { "\(result.page) > \($0)" } ?? result.page),
        "text": .string(result.snippet),
      ]
    }
    let page = output.results.first?.page ?? "quickstart"
    return ["results": .array(results), "more": .string("modelgates docs --page \(page)")]
  }
}

extension SearchDocs.Result {
  fileprivate init(_ page: Page, heading: String?, snippet: String) {
    self.init()
    self.page = page.name
    title = page.title
    self.heading = heading
    self.snippet = snippet
    uri = DocumentationResource.uri(of: page)
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
