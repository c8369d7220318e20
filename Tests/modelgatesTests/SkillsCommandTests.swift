import Files
import JSON
import TestSupport
import Testing

/// `modelgates skills`, as a person and as CI use it.
@Suite(.timeLimit(.minutes(10)))
struct SkillsCommandTests {
  @Test func checkFailsUntilTheFilesAreWritten() async throws {
    let place = try Place()
    #expect(try await place.run("skills --check").status == .exited(4))
    _ = try await place.run("init --skip-skills")
    let missing = try await place.run("skills --check")
    #expect(missing.status == .exited(1) && missing.output == "")
    #expect(missing.errors.contains("AGENTS.md") && missing.errors.contains("modelgates skills"), "\(missing)")
    let planned = try await place.run("skills --dry-run")
    #expect(planned.status == .exited(0) && planned.output.contains(".agents/skills/modelgates/SKILL.md"))
    #expect(try File.status(place.project / ".agents") == nil)

    #expect(try await place.run("skills").status == .exited(0))
    #expect(try await place.run("skills --check").status == .exited(0))

    let agents = place.project / "AGENTS.md"
    try File.remove(agents)
    let stale = try await place.run("skills --check --json")
    #expect(stale.status == .exited(1))
    #expect(try stale.json["error"]?["code"] == "out_of_date")
    #expect(try stale.json["error"]?["details"]?["files"] == ["AGENTS.md"])
    #expect(try File.status(agents) == nil)
  }

  /// Who has made a project without skill files gets none by adding a service; what is there is renewed.
  @Test func skillFilesThatWereLeftOutStayOut() async throws {
    let place = try Place()
    _ = try await place.run("init --skip-skills")
    #expect(try await place.run("add modelgates/api").status == .exited(0))
    #expect(try File.status(place.project / ".agents") == nil && File.status(place.project / "AGENTS.md") == nil)
    _ = try await place.run("skills")
    _ = try await place.run("add modelgates/api --name chat")
    #expect(try await place.run("skills --check").status == .exited(0))
    let other = try Place()
    _ = try await other.run("add modelgates/api")
    #expect(try File.status(other.project / "AGENTS.md") != nil)
  }

  @Test func editedFilesAreReportedAndNotOutOfDate() async throws {
    let place = try Place()
    _ = try await place.run("init")
    let rule = place.project / ".cursor/rules/modelgates.mdc"
    try File.replace(rule, with: Array("mine\n".utf8), mode: 0o644, keepingStricterMode: false)
    let run = try await place.run("skills --check --json")
    #expect(run.status == .exited(0))
    #expect(try run.json["data"]?["left"]?.array?.first?["reason"] == "foreign")
    #expect(try run.json["warnings"]?.array?.count == 1)
    #expect(try File.read(rule, limit: 100) == Array("mine\n".utf8))
  }

  @Test func contextDocumentGoesIntoAFile() async throws {
    let place = try Place()
    _ = try await place.run("add modelgates/api")
    let run = try await place.run("llm-context --output docs/models.md --max-tokens 3000")
    #expect(run.status == .exited(0) && run.output.hasPrefix("Wrote docs/models.md"), "\(run)")
    let text = String(decoding: try File.read(place.project / "docs/models.md", limit: 1 << 20), as: UTF8.self)
    #expect(text.hasPrefix("# ModelGates in project\n") && text.utf8.count < 9200)
    for key in try place.keys() { #expect(!text.contains(key)) }
    #expect(try await place.run("llm-context --output ../x.md").status == .exited(2))
    #expect(try await place.run("llm-context --provider nobody").status == .exited(4))
  }
}
