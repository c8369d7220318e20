public import Projects

/// What operations need from the process around them. Nothing of it is made before the first call.
public struct Services: Sendable {
  /// The project to work on, made anew for each call, so that it sees files as they are now.
  let project: @Sendable () throws -> Project
  /// Runs what blocks.
  let pool: any TaskExecutor

  public init(pool: any TaskExecutor, project: @escaping @Sendable () throws -> Project) {
    self.pool = pool
    self.project = project
  }
}
