extension Documentation {
  /// What to read, for language models, in the form of https://llmstxt.org: a title, a summary, and links with what they are for.
  /// Links are relative to where the text itself is.
  public static var llmsText: String {
    let links = pages.map { "- [\($0.title)](\($0.name).md): \($0.summary)" }
    return """
      # ModelGates

      > Gives a project an API key for 300+ AI models through one endpoint, and looks after it: add, rotate, limit and revoke keys \
      by a command line or as tools of an MCP server. The key is never shown.

      Everything below in one text: [llms-full.txt](llms-full.txt). The MCP server is at `_mcp/server`, and at `/mcp`.

      ## Docs

      \(links.joined(separator: "\n"))

      """
  }

  /// All pages, one after the other.
  public static var llmsFullText: String { pages.map(\.markdown).joined(separator: "\n") }
}
