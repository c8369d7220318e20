/// How an operation is called on the command line. Arguments and flags follow from its fields.
public struct Command: Sendable, Equatable {
  private let phrase: String
  private let otherPhrase: String?
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
    phrase = words
    otherPhrase = alias
    self.selector = selector
    self.examples = examples
  }

  /// `["services", "list"]`. Cut when asked for: a server never asks.
  public var words: [String] { phrase.split(separator: " ").map(String.init) }

  /// Another name for the same: `["search"]`.
  public var alias: [String]? { otherPhrase.map { $0.split(separator: " ").map(String.init) } }

  /// As it is typed: `env --pull`.
  public var text: String { phrase + (selector.map { " --\($0)" } ?? "") }
}
