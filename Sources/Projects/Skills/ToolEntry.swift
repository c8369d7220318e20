/// An operation as the skills name it: its tool, its command, and what it needs. Made from the operation's declaration.
public struct ToolEntry: Sendable, Equatable {
  /// Of the tool: `add_service`.
  public let name: String
  /// As it is typed after the program's name: `env --pull`.
  public let command: String
  /// In a few words.
  public let title: String
  /// Whether it takes away or replaces something for good.
  public let destroys: Bool
  /// Whether it may cost money, in some of its uses.
  public let mayCost: Bool

  public init(name: String, command: String, title: String, destroys: Bool, mayCost: Bool) {
    self.name = name
    self.command = command
    self.title = title
    self.destroys = destroys
    self.mayCost = mayCost
  }
}

extension [ToolEntry] {
  /// The text, if there is a tool of this name.
  func with(_ tool: String, _ text: @autoclosure () -> String) -> String? {
    contains { $0.name == tool } ? text() : nil
  }
}
