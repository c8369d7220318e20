import Documentation
import Files
import Gateway
public import JSON

/// What writing the skill files did.
public struct SkillsReport: Record {
  @Field("Files made or renewed, or to be.") public var changed: [String]
  @Field("How many were right.") public var unchanged: Int
  @Field("Files left alone, and why.") public var left: [LeftFile]

  public init() {}
}

extension Project {
  /// Writes the skills and rules for agents into the project: for Agent Skills, Claude Code and Cursor, and blocks in AGENTS.md
  /// and CLAUDE.md. The same state gives the same bytes, so a second run changes nothing.
  ///
  /// What somebody has edited, what isn't ours and what is a symbolic link of others stays as it is and is reported.
  /// - Parameters:
  ///   - tools: What the skills may name.
  ///   - dryRun: Only says what would change.
  public func writeSkills(_ tools: [ToolEntry], dryRun: Bool = false) async throws(ProjectError) -> Outcome<
    SkillsReport
  > {
    _ = try loadState()
    if dryRun { return try writtenSkills(tools, dryRun: true) }
    return try await exclusively("write_skills") { () async throws(ProjectError) in
      try writtenSkills(tools, dryRun: false)
    }
  }

  /// The skills as they are for this project.
  public func skills(_ tools: [ToolEntry]) throws(ProjectError) -> [Skill] { try Skill.all(skillFacts(tools)) }

  /// Whether skill files were written here before.
  public var hasSkillFiles: Bool {
    let main = directory.root / ".agents/skills/modelgates/SKILL.md"
    return (try? File.status(main, followingLinks: false))?.kind == .regular
  }

  private func writtenSkills(_ tools: [ToolEntry], dryRun: Bool) throws(ProjectError) -> Outcome<SkillsReport> {
    let plan = try SkillPlan(skillFacts(tools))
    var writer = SkillWriter(ManagedFolder(project: directory, isDryRun: dryRun))
    do {
      try writer.write(plan)
    } catch {
      throw ProjectError(converting: error)
    }
    var report = SkillsReport()
    report.changed = writer.changed
    report.unchanged = writer.unchanged
    report.left = writer.left
    return Outcome(report, warnings: writer.left.map(\.warning))
  }

  private func skillFacts(_ tools: [ToolEntry]) throws(ProjectError) -> SkillFacts {
    guard let state = try loadStateIfAny() else { return .general(tools) }
    return SkillFacts(
      services: services(in: state).map { service in
        SkillFacts.Service(
          name: service.name.text, reference: service.reference,
          keyVariable: service.resource.variables[ResourceVariables.apiKey]?.text)
      },
      // Not that of the active environment, which is somebody's choice of the day.
      envFile: try plainEnvFile(state.output(of: "default") ?? output(state)), address: lastingAddress(state),
      tools: tools)
  }

  /// Where the project's code calls: the gateway of its first service, whichever is in use for the moment.
  private func lastingAddress(_ state: ProjectState) -> String {
    guard let own = services(in: state).first?.resource.gateway, own != gateway.name else { return address }
    return own == Self.sandboxName ? CallTarget.documented.address : Self.gatewayOption(own)
  }

  /// An env file's path, which a hostile state could make anything, as it can stand in Markdown.
  func plainEnvFile(_ output: String) throws(ProjectError) -> String {
    _ = try ProjectError.converting { try EnvironmentFile(output, in: directory) }
    return Markdown.plain(output)
  }
}
