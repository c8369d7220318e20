/// A part of a page: what stands below one heading, which is what a search finds.
struct Section {
  let page: Page
  /// Nil for what stands before the first heading.
  let heading: String?
  let text: String

  /// The sections of a page in their order. What looks like a heading in a block of code is none.
  static func all(of page: Page) -> [Section] {
    var sections: [Section] = []
    var heading: String?
    var lines: [Substring] = [page.summary[...], ""]
    var isCode = false
    func end() {
      let text = lines.joined(separator: "\n")
      if !text.allSatisfy(\.isWhitespace) { sections.append(Section(page: page, heading: heading, text: text)) }
      lines = []
    }
    for line in page.body.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isCode.toggle() }
      if !isCode, line.hasPrefix("## ") {
        end()
        heading = String(line.dropFirst(3))
      } else {
        lines.append(line)
      }
    }
    end()
    return sections
  }
}
