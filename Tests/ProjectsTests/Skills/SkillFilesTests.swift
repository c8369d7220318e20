import Files
import Gateway
import Testing

@testable import Projects

/// A gateway that is only named.
private struct NamedPort: HTTPPort {
  let name: String
  func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    throw HTTPFailure(.unavailable, "Nobody is there.", mayHaveArrived: false)
  }
}

extension ToolEntry {
  static let examples = [
    ToolEntry(name: "add_service", command: "add", title: "Add service", destroys: false, mayCost: true),
    ToolEntry(name: "rotate_key", command: "rotate", title: "Rotate key", destroys: true, mayCost: false),
  ]
}

/// Skill files in a project.
@Suite struct SkillFilesTests {
  private let place: Workplace
  static let count = 19

  init() async throws {
    place = try Workplace()
    _ = try await place.project().initialize()
  }

  @discardableResult
  private func write(dryRun: Bool = false) async throws -> SkillsReport {
    try await place.project().writeSkills(ToolEntry.examples, dryRun: dryRun).result
  }

  private func text(_ path: FilePath) throws -> String {
    String(decoding: try File.read(place.root / path, limit: 1 << 20), as: UTF8.self)
  }

  private func put(_ path: FilePath, _ text: String) throws {
    try File.createDirectory((place.root / path).parent, mode: 0o755, intermediates: true)
    try File.replace(place.root / path, with: Array(text.utf8), mode: 0o644, keepingStricterMode: false)
  }

  /// Everything below the project's root but `.projects`, links as what they say.
  private func snapshot(_ folder: FilePath? = nil) throws -> [String] {
    let folder = folder ?? place.root
    return try File.list(folder, limit: 1000).filter { $0 != ".projects" }.flatMap { name -> [String] in
      let path = try folder.appending(component: name)
      switch try File.status(path, followingLinks: false)?.kind {
      case .directory: return ["\(path)/"] + (try snapshot(path))
      case .symbolicLink: return ["\(path) -> \(try File.target(ofLink: path) ?? "")"]
      default: return ["\(path): \(try File.read(path, limit: 1 << 20))"]
      }
    }
  }

  /// The gateway in use is somebody's choice of the day; that of the services is the project's.
  @Test func anotherGatewayInUseMakesNoFileStale() async throws {
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
    try await write()
    let project = Projects.Project(
      root: place.root, gateway: GatewayClient(port: NamedPort(name: "gateway.example:8443"), managementKey: nil),
      address: "https://gateway.example:8443/api/v1",
      user: try UserDirectories(environment: ["HOME": place.home.value]), email: nil)
    #expect(try await project.writeSkills(ToolEntry.examples, dryRun: true).result.changed == [])
  }

  @Test func servicesOfAnotherGatewayGiveItsAddress() async throws {
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
    let state = String(decoding: try File.read(place.root / ".projects/state.json", limit: 1 << 20), as: UTF8.self)
    try put(".projects/state.json", state.replacing(#""sandbox""#, with: #""gateway.example:8443""#))
    try await write()
    #expect(try text("AGENTS.md").contains("`https://gateway.example:8443/api/v1`"))
  }

  @Test func everyClientFindsTheSkills() async throws {
    let report = try await write()
    #expect(report.changed.count == Self.count && report.unchanged == 0 && report.left.isEmpty)
    for name in Skill.overview.map(\.name) {
      let real = try text(".agents/skills" / FilePath(name) / "SKILL.md")
      #expect(real.hasPrefix("---\nname: \(name)\ndescription: "))
      #expect(try text(".claude/skills" / FilePath(name) / "SKILL.md") == real)
      #expect(
        try File.target(ofLink: place.root / ".claude/skills" / FilePath(name)) == "../../.agents/skills/\(name)")
      let rule = try text(".cursor/rules" / FilePath(name + ".mdc"))
      #expect(rule.hasPrefix("---\ndescription: ") && rule.contains("\nalwaysApply: false\n---\n"))
      #expect(rule.contains("`.agents/skills/\(name)/SKILL.md`"))
    }
    #expect(try File.list(place.root / ".agents/skills/modelgates-api/references", limit: 100).count == 8)
    #expect(try text("AGENTS.md").contains("## ModelGates") && text("CLAUDE.md").contains("AGENTS.md"))
  }

  @Test func secondRunChangesNoByte() async throws {
    try await write()
    let before = try snapshot()
    let report = try await write()
    #expect(report.changed == [] && report.unchanged == Self.count && report.left.isEmpty)
    #expect(try snapshot() == before)
  }

  @Test func dryRunSaysTheSameAndWritesNothing() async throws {
    let before = try snapshot()
    let planned = try await write(dryRun: true)
    #expect(try snapshot() == before)
    #expect(try await write().changed == planned.changed)
    #expect(try await write(dryRun: true).changed == [])
  }

  @Test func anotherStateRenewsWhatSpeaksOfIt() async throws {
    try await write()
    var request = AddServiceRequest(reference: "modelgates/api")
    request.name = "chat-bot"
    _ = try await place.project().addService(request)
    let changed = try await write().changed
    #expect(changed.contains("AGENTS.md") && changed.contains(".agents/skills/modelgates-api/references/go.md"))
    #expect(!changed.contains("CLAUDE.md") && !changed.contains { $0.hasPrefix(".claude") })
    #expect(try text("AGENTS.md").contains("`chat-bot` (`modelgates/api`), key in the variable `CHAT_BOT_API_KEY`"))
    #expect(try text(".agents/skills/modelgates-api/references/go.md").contains("CHAT_BOT_API_KEY"))
    let before = try snapshot()
    _ = try await place.project().rotateKey()
    #expect(try await write().changed == [])
    #expect(try snapshot().filter { !$0.contains("/.env: ") } == before.filter { !$0.contains("/.env: ") })
    _ = try await place.project().removeService("chat-bot")
    try await write()
    #expect(try !text("AGENTS.md").contains("chat-bot"))
  }

  /// Which environment is in use is somebody's choice of the day: it must not make files out of date that are committed.
  @Test func anotherEnvironmentChangesNoSkill() async throws {
    try await write()
    _ = try await place.project().createEnvironment("staging")
    #expect(try await write().changed == [])
    #expect(try await place.project().llmContext().result.text.contains("`.env.staging`"))
  }

  @Test func whatSomebodyEditedSurvivesAndIsReported() async throws {
    try await write()
    let skill: FilePath = ".agents/skills/modelgates/SKILL.md"
    let mine = try text(skill).replacing("# Manage", with: "# Our way to manage")
    try put(skill, mine)
    let agents = try "intro\n\n" + text("AGENTS.md").replacing("300+", with: "many") + "\noutro"
    try put("AGENTS.md", agents)
    try put(".cursor/rules/modelgates.mdc", "own rule\n")
    let outcome = try await place.project().writeSkills(ToolEntry.examples)
    #expect(outcome.result.changed == [] && outcome.result.unchanged == Self.count - 3)
    #expect(
      outcome.result.left.map { "\($0.path) \($0.reason.rawValue)" } == [
        ".agents/skills/modelgates/SKILL.md edited", ".cursor/rules/modelgates.mdc foreign", "AGENTS.md edited",
      ])
    #expect(outcome.warnings.count == 3 && outcome.warnings.allSatisfy { $0.hasSuffix(".") })
    #expect(
      try text(skill) == mine && text("AGENTS.md") == agents && text(".cursor/rules/modelgates.mdc") == "own rule\n")
  }

  @Test func textAroundTheBlocksStays() async throws {
    try put("AGENTS.md", "# Rules\r\n\r\nUse tabs.\r\nno end")
    try put("CLAUDE.md", "Be brief.")
    try await write()
    #expect(try text("AGENTS.md").hasSuffix("\r\n\r\n# Rules\r\n\r\nUse tabs.\r\nno end"))
    #expect(try text("CLAUDE.md").hasSuffix("\n\nBe brief."))
    #expect(try await write().changed == [])
  }

  @Test func projectIsNeeded() async throws {
    let fresh = try Workplace()
    let error = await projectError { try await fresh.project().writeSkills(ToolEntry.examples) }
    #expect(error?.code == .projectNotInitialized)
    #expect(try File.list(fresh.root, limit: 10).isEmpty)
  }
}
