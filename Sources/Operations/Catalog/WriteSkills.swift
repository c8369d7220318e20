import JSON
import Projects

struct WriteSkills: Operation {
  static let name = "write_skills"
  static let title = "Write skill files"
  static let summary = """
    Writes the files that tell coding agents about ModelGates: .agents, .claude, .cursor, AGENTS.md, CLAUDE.md. \
    Edited ones are left alone and reported.
    """
  static let effect = Effect.writes
  static let command = Command(
    "skills", group: .models,
    examples: ["modelgates skills", "modelgates skills --dry-run", "modelgates skills --check"])

  @Field("Change nothing.") var dryRun: Bool = false
  @Field("Change nothing, and fail when something would change.", [.commandLineOnly]) var check: Bool = false

  typealias Output = SkillsReport

  func run(in context: OperationContext) async throws -> Outcome<SkillsReport> {
    let outcome = try await context.project.writeSkills(OperationCatalog.tools, dryRun: dryRun || check)
    let stale = outcome.result.changed
    guard check, !stale.isEmpty else { return outcome }
    throw ProjectError(
      ProjectError.Code(name: "out_of_date"), "Out of date: \(stale.joined(separator: ", ")).",
      hint: "Run write_skills (`modelgates skills`).", details: ["files": .array(stale.map { .string($0) })])
  }
}
