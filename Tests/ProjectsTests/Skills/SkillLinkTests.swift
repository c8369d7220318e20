import Files
import TestSupport
import Testing

@testable import Projects

/// Symbolic links at and above the places where skills are written.
@Suite struct SkillLinkTests {
  private let place: Workplace

  init() async throws {
    place = try Workplace()
    _ = try await place.project().initialize()
  }

  private func write() async throws -> SkillsReport {
    try await place.project().writeSkills(ToolEntry.examples).result
  }

  private func link(_ path: FilePath, to target: FilePath) throws {
    try File.createDirectory((place.root / path).parent, mode: 0o755, intermediates: true)
    try File.createSymbolicLink(place.root / path, to: target)
  }

  /// What must not be written to, outside of the project.
  private func outside() throws -> FilePath {
    let folder = place.folder.path / "outside"
    try File.createDirectory(folder, mode: 0o755, intermediates: false)
    return folder
  }

  @Test(arguments: [
    (".agents", 11, 8), (".agents/skills", 11, 8), (".agents/skills/modelgates", 1, 18), (".claude", 3, 16),
    (".claude/skills", 3, 16), (".claude/skills/modelgates", 1, 18), (".cursor", 3, 16), (".cursor/rules", 3, 16),
  ])
  func nothingIsWrittenThroughLinksOfOthers(_ path: String, _ left: Int, _ others: Int) async throws {
    let outside = try outside()
    try link(FilePath(path), to: outside)
    let report = try await write()
    #expect(report.left.count == left && report.left.allSatisfy { $0.reason == .symbolicLink })
    #expect(report.changed.count == others)
    #expect(try File.list(outside, limit: 10).isEmpty)
  }

  @Test(arguments: ["AGENTS.md", "CLAUDE.md", ".cursor/rules/modelgates.mdc", ".agents/skills/modelgates/SKILL.md"])
  func filesThatAreLinksAreLeft(_ path: String) async throws {
    let target = try outside() / "file.md"
    try File.create(target, Array("mine\n".utf8), mode: 0o644)
    try link(FilePath(path), to: target)
    let report = try await write()
    #expect(report.left.map(\.path) == [path] && report.left.first?.reason == .symbolicLink)
    #expect(try File.read(target, limit: 100) == Array("mine\n".utf8))
  }

  @Test func danglingLinkIsNotFollowed() async throws {
    try link("AGENTS.md", to: "nowhere.md")
    #expect(try await write().left.map(\.path) == ["AGENTS.md"])
    #expect(try File.status(place.root / "nowhere.md") == nil)
  }

  @Test(arguments: [("CLAUDE.md", "AGENTS.md"), ("AGENTS.md", "./CLAUDE.md")])
  func oneOfTheTwoMayBeALinkToTheOther(_ path: String, _ target: String) async throws {
    try link(FilePath(path), to: FilePath(target))
    let report = try await write()
    #expect(try report.left.isEmpty && report.changed.contains(FilePath(target).normalized.value))
    let text = String(decoding: try File.read(place.root / FilePath(path), limit: 10_000), as: UTF8.self)
    #expect(text.contains("## ModelGates"))
    #expect(try File.target(ofLink: place.root / FilePath(path)) == target)
    #expect(try await write().changed == [])
  }

  @Test func claudesFolderMayBeALinkToTheSkills() async throws {
    try link(".claude/skills", to: "../.agents/skills")
    let report = try await write()
    #expect(report.left.isEmpty)
    #expect(try File.status(place.root / ".claude/skills/modelgates/SKILL.md")?.kind == .regular)
    #expect(try await write().changed == [])
  }

  @Test func whereLinksDoNotWorkThereIsACopy() async throws {
    let project = try place.project()
    let plan = try SkillPlan(.general(ToolEntry.examples))
    var writer = SkillWriter(ManagedFolder(project: project.directory, isDryRun: false)) { path, _ throws(FileError) in
      throw FileError(.permissionDenied, path: path.value, "no links here")
    }
    try writer.write(plan)
    #expect(writer.left.isEmpty)
    for skill in plan.skills {
      for file in skill.files {
        let copy = place.root / ".claude/skills" / (try FilePath(skill.name)) / (try FilePath(file.path))
        #expect(try File.status(copy, followingLinks: false)?.kind == .regular)
        #expect(try File.read(copy, limit: 1 << 20) == Array(file.text.utf8))
      }
    }
    // Where links work again, the copy is kept current and stays.
    let report = try await write()
    #expect(report.changed == [] && report.left.isEmpty)
  }

  @Test(arguments: [
    (".agents", 11), (".claude/skills/modelgates", 1), (".cursor/rules", 3), (".agents/skills/modelgates-limits", 1),
  ])
  func filesInThePlaceOfFoldersAreLeft(_ path: String, _ left: Int) async throws {
    let place = self.place.root / (try FilePath(path))
    try File.createDirectory(place.parent, mode: 0o755, intermediates: true)
    try File.create(place, Array("mine\n".utf8), mode: 0o644)
    let report = try await write()
    #expect(report.left.count == left && report.left.allSatisfy { [.notAFile, .foreign].contains($0.reason) })
    #expect(try File.read(place, limit: 100) == Array("mine\n".utf8))
  }

  @Test func folderInThePlaceOfAFileIsLeft() async throws {
    try File.createDirectory(place.root / "CLAUDE.md", mode: 0o755, intermediates: false)
    let report = try await write()
    #expect(report.left.map(\.path) == ["CLAUDE.md"] && report.left.first?.reason == .notAFile)
  }

  @Test func hugeFileIsLeft() async throws {
    let huge = [UInt8](repeating: UInt8(ascii: "x"), count: (1 << 20) + 1)
    try File.create(place.root / "AGENTS.md", huge, mode: 0o644)
    let report = try await write()
    #expect(report.left.map(\.path) == ["AGENTS.md"] && report.left.first?.reason == .tooLarge)
  }
}
