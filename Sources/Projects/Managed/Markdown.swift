import Gateway

/// Text of others inside Markdown of ours: of files that came with a clone, and of the gateway.
enum Markdown {
  /// As a piece of code on one line.
  static func code(_ text: String) -> String { "`\(plain(text))`" }

  /// Without anything that Markdown takes specially, at most 120 characters.
  static func plain(_ text: String) -> String {
    String(GatewayText(text, limit: 120).text.map { "`|<>[]*#\\".contains($0) ? "_" : $0 })
  }
}
