import Testing

@testable import Documentation

/// https://llmstxt.org: a title, a quote, text, and lists of links below second headings.
struct LLMsTextTests {
  @Test func textHasTheFormAndEveryPage() throws {
    let lines = Documentation.llmsText.split(separator: "\n").map(String.init)
    #expect(lines[0] == "# ModelGates" && lines[1].hasPrefix("> ") && lines.filter { $0.hasPrefix("#") }.count == 2)
    let start = try #require(lines.firstIndex(of: "## Docs"))
    let links = Array(lines[(start + 1)...])
    #expect(links.count == Documentation.pages.count)
    for (link, page) in zip(links, Documentation.pages) {
      #expect(link == "- [\(page.title)](\(page.name).md): \(page.summary)")
    }
  }

  @Test func fullTextHasEveryPage() {
    for page in Documentation.pages { #expect(Documentation.llmsFullText.contains(page.markdown)) }
  }
}
