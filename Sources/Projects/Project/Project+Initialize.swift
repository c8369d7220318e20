import Files
import Gateway
public import JSON
import SystemLibraries

/// What making a folder a project did.
public struct InitializeReport: Record {
  @Field("Project's name.") public var project: String
  @Field("Project's id.") public var projectId: String
  @Field("False when it was a project already.") public var created: Bool
  @Field("Files made or changed.") public var changed: [String]
  @Field("Env file that keys will be in.") public var envFile: String

  public init() {}
}

extension Project {
  /// Makes the folder a project: its state, and the lines that keep keys out of version control. Again, it only adds what
  /// is missing.
  /// - Parameter name: 1 to 64 characters; the folder's name unless given.
  public func initialize(name: String? = nil) async throws(ProjectError) -> Outcome<InitializeReport> {
    try await exclusively("init_project") { () async throws(ProjectError) in
      let report = try initializeLocked(name: name)
      let steps =
        try loadState().resources.isEmpty
        ? ["add_service (`modelgates add modelgates/api`) adds a key for AI models."] : []
      return Outcome(report, nextSteps: steps)
    }
  }

  func initializeLocked(name: String?) throws(ProjectError) -> InitializeReport {
    let existing = try loadStateIfAny()
    if let existing, let name, existing.project.name != name {
      throw ProjectError(
        .alreadyExists, "This is the project \"\(existing.project.name)\" already.",
        hint: "Leave the name out, or change it in .projects/state.json.")
    }
    let state = if let existing { existing } else { ProjectState(project: try newIdentity(name: name)) }
    // First the rules, so that nothing is ever visible to version control that shouldn't be.
    let rules = try ProjectError.converting { try IgnoreRules(directory).add(outputs: ignoredOutputs(state)) }
    if existing == nil { try ProjectError.converting { try stateFile.create(state) } }
    var report = InitializeReport()
    report.project = state.project.name
    report.projectId = state.project.id
    report.created = existing == nil
    report.changed = (existing == nil ? [".projects/state.json"] : []) + rules.map(\.file)
    report.envFile = output(state)
    return report
  }

  /// The active environment's file, which must be one, and those of others that can be.
  func ignoredOutputs(_ state: ProjectState) -> [String] {
    let active = output(state)
    return [active] + state.outputs.filter { $0 != active && (try? EnvironmentFile($0, in: directory)) != nil }
  }

  private func newIdentity(name: String?) throws(ProjectError) -> ProjectIdentity {
    if let name, GatewayText(name, limit: 64).text != name || name.isEmpty {
      throw .invalidArgument("A project's name has 1 to 64 printable characters.")
    }
    let folder = GatewayText(directory.root.lastComponent ?? "", limit: 63).text
    return ProjectIdentity(
      id: "project_" + Hex.encode(randomBytes(12)), name: name ?? (folder.isEmpty ? "project" : folder))
  }
}
