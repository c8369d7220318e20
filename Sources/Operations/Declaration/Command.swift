/// How an operation is called on the command line. Arguments and flags follow from its fields.
public struct Command: Sendable, Equatable {
  /// `["services", "list"]`
  public let words: [String]
  /// Another name for the same: `["search"]`.
  public let alias: [String]?
  /// The flag that chooses this operation among those of the same words: `pull` for `env --pull`.
  public let selector: String?
  /// Below which heading lists of commands show it.
  public let group: Group
  /// Whole command lines that work, simplest first.
  public let examples: [String]

  /// What commands are for, in the order of lists.
  public enum Group: String, Sendable, CaseIterable {
    case project = "This project"
    case keys = "Keys, limits and money"
    case models = "Models and how to call them"
    case servers = "For agents and programs"
    case program = "The program itself"
  }

  public init(
    _ words: String, alias: String? = nil, selector: String? = nil, group: Group = .project, examples: [String]
  ) {
    self.group = group
    self.words = words.split(separator: " ").map(String.init)
    self.alias = alias.map { $0.split(separator: " ").map(String.init) }
    self.selector = selector
    self.examples = examples
  }

  /// As it is typed: `env --pull`.
  public var text: String { words.joined(separator: " ") + (selector.map { " --\($0)" } ?? "") }
}
