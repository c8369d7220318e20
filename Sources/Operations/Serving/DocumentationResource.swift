import Documentation
import MCP

/// The documentation's pages as resources.
enum DocumentationResource {
  static func uri(of page: Page) -> String { "modelgates://docs/\(page.name)" }

  static let template = ResourceTemplate(
    template: URITemplate("modelgates://docs/{page}"), name: "docs", title: "Documentation",
    description: "One page of the documentation.", mimeType: "text/markdown",
    completions: [
      "page": { prefix, _ in Documentation.pages.map(\.name).filter { $0.hasPrefix(prefix) } }
    ]
  ) { variables, _ in
    guard let page = variables["page"].flatMap(Documentation.page) else { throw ResourceNotFound() }
    return .text(page.markdown)
  }
}
