import Documentation
import HTTPTransport

extension StaticPages {
  /// The documentation that ships inside: a page each, and what https://llmstxt.org asks for.
  static var documentation: StaticPages {
    let markdown = "text/markdown; charset=utf-8"
    let plain = "text/plain; charset=utf-8"
    var pages = [
      "/docs/llms.txt": Page(contentType: plain) { Documentation.llmsText },
      "/docs/llms-full.txt": Page(contentType: plain) { Documentation.llmsFullText },
    ]
    for page in Documentation.pages {
      pages["/docs/\(page.name).md"] = Page(contentType: markdown) { page.markdown }
    }
    return StaticPages(pages)
  }
}
