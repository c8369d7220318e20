public import Projects

/// What an operation works with.
public struct OperationContext: Sendable {
  public let project: Project
  /// The command that was given; nil for a tool.
  public let command: Command?
  /// Shows an address to the person at the terminal; nil where there is none.
  let browser: (@Sendable (_ address: String) -> Bool)?
  let asker: any ConsentAsker
  let reporter: @Sendable (_ step: String) -> Void

  /// - Parameter browser: shows an address to the person at the terminal, and says whether that worked.
  public init(
    project: Project, command: Command? = nil, browser: (@Sendable (_ address: String) -> Bool)? = nil,
    asker: any ConsentAsker, reporter: @escaping @Sendable (_ step: String) -> Void
  ) {
    self.project = project
    self.command = command
    self.browser = browser
    self.asker = asker
    self.reporter = reporter
  }

  /// Says what is being done now, to whoever watches.
  func report(_ step: String) { reporter(step) }
}
