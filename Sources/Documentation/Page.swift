/// A page of the documentation that ships inside the program.
public struct Page: Sendable {
  /// What its address ends with: `[a-z0-9-]`.
  public let name: String
  public let title: String
  /// One sentence that says what the page is for.
  public let summary: String
  /// Markdown below the title: sections begin with `## `.
  public let body: String

  init(_ name: String, title: String, summary: String, body: String) {
    self.name = name
    self.title = title
    self.summary = summary
    self.body = body
  }

  /// The whole page as Markdown.
  public var markdown: String { "# \(title)\n\n\(summary)\n\n\(body)\n" }

  /// What stands below a heading, without empty lines around it; nil where the page has no such heading.
  public func section(_ heading: String) -> String? {
    guard let text = Section.all(of: self).first(where: { $0.heading == heading })?.text else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).drop(while: \.isEmpty)
    return lines.reversed().drop(while: \.isEmpty).reversed().joined(separator: "\n")
  }
}
