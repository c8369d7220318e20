public import Projects

/// What an operation works with.
public struct OperationContext: Sendable {
  public let project: Project
  let asker: any ConsentAsker
  let reporter: @Sendable (_ step: String) -> Void

  public init(project: Project, asker: any ConsentAsker, reporter: @escaping @Sendable (_ step: String) -> Void) {
    self.project = project
    self.asker = asker
    self.reporter = reporter
  }

  /// Says what is being done now, to whoever watches.
  public func report(_ step: String) { reporter(step) }
}
