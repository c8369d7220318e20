import Files

/// `.projects/state.json`.
public struct ProjectStateFile: Sendable {
  private let project: ProjectDirectory

  public init(_ project: ProjectDirectory) { self.project = project }

  /// The state; nil when the project has not been initialised.
  public func load() throws(ProjectFileError) -> ProjectState? {
    guard try project.exists(), let bytes = try file.read() else { return nil }
    return try ProjectState(parsing: bytes)
  }

  /// Writes the state of a new project.
  /// - Throws: `ProjectFileError.exists` when there is one.
  public func create(_ state: ProjectState) throws(ProjectFileError) {
    try project.create()
    try ProjectFileError.reporting { () throws(FileError) in
      try File.create(project.state, state.bytes, mode: 0o644)
    }
  }

  /// Changes the state, durably. Nothing is written when nothing changes.
  /// - Parameter edit: is called again with the new state if someone changes the file meanwhile. It must not edit another
  ///   file of the project.
  /// - Throws: `ProjectFileError`, `.damaged` when there is no state; and what the edit throws.
  @discardableResult
  public func update<Result>(_ edit: (inout ProjectState) throws -> Result) throws -> Result {
    var result: Result?
    try file.update { old in
      guard let old else { throw ProjectFileError(.damaged, "The project has no state; run init first.") }
      var state = try ProjectState(parsing: old)
      let before = state.bytes
      result = try edit(&state)
      return state.bytes == before ? nil : state.bytes
    }
    guard let result else { throw ProjectFileError(.keepsChanging, "The project's state wasn't edited.") }
    return result
  }

  private var file: EditedFile {
    EditedFile(path: project.state, project: project, limit: ProjectState.limit, mode: 0o644)
  }
}
