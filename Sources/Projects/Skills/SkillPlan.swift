/// What is to be where in a project so that each client finds the skills.
struct SkillPlan {
  /// Real files, for all clients that know Agent Skills.
  static let folder = ".agents/skills"
  /// Where Claude Code looks.
  static let claudeFolder = ".claude/skills"
  /// From there to the real files.
  static let claudeTarget = "../../.agents/skills"
  static let cursorFolder = ".cursor/rules"
  /// Those that are somebody else's, but for a block of ours.
  static let sharedFiles = ["AGENTS.md", "CLAUDE.md"]

  let skills: [Skill]
  /// By path, the rules for Cursor.
  let rules: [(path: String, text: String)]
  /// What stands in the block of AGENTS.md.
  let agentsBlock: String
  /// What stands in that of CLAUDE.md.
  let claudeBlock: String

  init(_ facts: SkillFacts) throws(ProjectError) {
    let skills = try Skill.all(facts)
    self.skills = skills
    rules = try skills.map { skill throws(ProjectError) in
      let text = Self.rule(for: skill, facts)
      return ("\(Self.cursorFolder)/\(skill.name).mdc", try ProjectError.converting { try ManagedFile.text(text) })
    }
    agentsBlock = Self.agentsBlock(facts)
    claudeBlock =
      "ModelGates is set up in this project: follow the section ModelGates of AGENTS.md, and use its skills.\n"
  }

  /// Cursor takes a rule by its description, and reads further files when it is told to.
  private static func rule(for skill: Skill, _ facts: SkillFacts) -> String {
    let head = Frontmatter(fields: [("description", skill.description), ("alwaysApply", "false")])
    return head.text + """

      Read `\(folder)/\(skill.name)/SKILL.md` before you begin, and follow it; its references are in the same folder.

      Never read, print or edit `\(facts.envFile)` or anything in `.projects/`, never ask for a key, and never write one anywhere. Code \
      reads it from the variable `\(facts.keyVariable)` at run time.

      """
  }

  private static func agentsBlock(_ facts: SkillFacts) -> String {
    let services = facts.services.map { service in
      "`\(service.name)` (\(Markdown.code(service.reference)))"
        + (service.keyVariable.map { ", key in the variable `\($0)`" } ?? "")
    }
    let present =
      services.isEmpty
      ? "Nothing is provisioned yet: `modelgates add modelgates/api`, or the tool `add_service`, adds a key free of charge."
      : "Provisioned: \(services.joined(separator: "; ")). The variables are in `\(facts.envFile)`."
    return """
      ## ModelGates

      AI models for this project's code come from ModelGates: one endpoint, `\(facts.address)`, for 300+ models. \(present)

      - Adding, rotating, repairing, removing: skill `modelgates` (`\(folder)/modelgates/SKILL.md`).
      - Writing or debugging code that calls models: skill `modelgates-api`.
      - Credits, limits, costs, 402 and 429: skill `modelgates-limits`.
      - Never read, print or edit `\(facts.envFile)` or `.projects/`, and never ask for a key or write one anywhere: code reads the \
      variable at run time.
      - Ask the user before anything that takes away, costs money or accepts terms.

      """
  }
}
