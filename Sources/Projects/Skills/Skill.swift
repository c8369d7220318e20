/// A skill for agents (https://agentskills.io/specification): a folder with `SKILL.md` and what it refers to.
public struct Skill: Sendable, Equatable {
  /// A file of the skill's folder.
  public struct File: Sendable, Equatable {
    /// Below the skill's folder: `SKILL.md`, `references/python.md`.
    public let path: String
    /// With the marker that tells whether somebody has edited it.
    public let text: String
  }

  public let name: String
  /// What it does, and when to use it: all that an agent sees until it decides to read the rest.
  public let description: String
  /// `SKILL.md` first.
  public let files: [File]

  /// - Parameters:
  ///   - description: 1 to 1024 characters; one line.
  ///   - body: Markdown that ends with a line end.
  ///   - references: Names and texts of the files in `references/`.
  init(
    name: String, description: String, compatibility: String, body: String, references: [(name: String, text: String)]
  ) throws(ProjectError) {
    self.name = name
    self.description = description
    let head = Frontmatter(fields: [
      ("name", name), ("description", description), ("compatibility", compatibility),
    ])
    let texts = [("SKILL.md", head.text + "\n" + body)] + references.map { ("references/\($0.name).md", $0.text) }
    files = try texts.map { path, text throws(ProjectError) in
      File(path: path, text: try ProjectError.converting { try ManagedFile.text(text) })
    }
  }

  /// Name and title of each, in the order in which one comes to need them.
  public static let overview = [
    (name: "modelgates", title: "Manage ModelGates"), (name: "modelgates-api", title: "Call AI models"),
    (name: "modelgates-limits", title: "Limits and costs"),
  ]

  /// The skills of no project in particular, for whoever reads them outside of one.
  /// - Parameter tools: in the order of their table.
  public static func general(_ tools: [ToolEntry]) throws(ProjectError) -> [Skill] { try all(.general(tools)) }

  /// All of them, in the order of ``overview``.
  static func all(_ facts: SkillFacts) throws(ProjectError) -> [Skill] {
    [try managing(facts), try calling(facts), try limits(facts)]
  }
}
