import MCP
import Projects

/// The skills as resources: the same bytes as the files that `write_skills` writes into this project.
enum SkillResources {
  static let uris = Skill.overview.map { uri(of: $0.name) }

  private static func uri(of name: String) -> String { "skill://\(name)/SKILL.md" }

  static func all(_ services: Services) -> [Resource] {
    Skill.overview.map { name, title in
      Resource(
        uri: uri(of: name), name: name, title: title, description: "A skill for agents: when to do what, and how.",
        mimeType: "text/markdown"
      ) { _ in
        .text(try await file("SKILL.md", of: name, services))
      }
    }
  }

  static func templates(_ services: Services) -> [ResourceTemplate] {
    let names: Completion = { prefix, _ in Skill.overview.map(\.name).filter { $0.hasPrefix(prefix) } }
    return [
      ResourceTemplate(
        template: URITemplate("skill://{name}/SKILL.md"), name: "skill", title: "Skill",
        description: "A skill for agents, by name.", mimeType: "text/markdown", completions: ["name": names]
      ) { variables, _ in
        .text(try await file("SKILL.md", of: variables["name"] ?? "", services))
      },
      ResourceTemplate(
        template: URITemplate("skill://{name}/references/{file}"), name: "skill-reference", title: "Skill reference",
        description: "What a skill refers to, for example how to call models in one language.",
        mimeType: "text/markdown",
        completions: ["name": names, "file": references]
      ) { variables, _ in
        .text(try await file("references/\(variables["file"] ?? "")", of: variables["name"] ?? "", services))
      },
    ]
  }

  private static let references: Completion = { prefix, known in
    try Skill.general(OperationCatalog.tools).filter { (known["name"] ?? $0.name) == $0.name }.flatMap(\.files)
      .compactMap { $0.path.hasPrefix("references/") ? String($0.path.dropFirst("references/".count)) : nil }
      .filter { $0.hasPrefix(prefix) }
  }

  /// - Throws: `ResourceNotFound`.
  private static func file(_ path: String, of name: String, _ services: Services) async throws -> String {
    try await ProjectResources.perform(services) { project in
      let skill = try project.skills(OperationCatalog.tools).first { $0.name == name }
      guard let file = skill?.files.first(where: { $0.path == path }) else { throw ResourceNotFound() }
      return file.text
    }
  }
}
