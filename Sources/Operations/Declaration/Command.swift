/// How an operation is called on the command line. Arguments and flags follow from its fields.
public struct Command: Sendable, Equatable {
  /// `["services", "list"]`
  public let words: [String]
  /// Another name for the same: `["search"]`.
  public let alias: [String]?
  /// The flag that chooses this operation among those of the same words: `pull` for `env --pull`.
  public let selector: String?
  /// Whole command lines that work, simplest first.
  public let examples: [String]

  public init(_ words: String, alias: String? = nil, selector: String? = nil, examples: [String]) {
    self.words = words.split(separator: " ").map(String.init)
    self.alias = alias.map { $0.split(separator: " ").map(String.init) }
    self.selector = selector
    self.examples = examples
  }

  /// As it is typed: `env --pull`.
  public var text: String { words.joined(separator: " ") + (selector.map { " --\($0)" } ?? "") }
}
