import Files
import Operations
import Testing

/// The committed files are those that the declarations make.
struct GeneratedFilesTests {
  @Test func generatedFilesAreUpToDate() throws {
    for file in try GeneratedFiles.plan() {
      let committed = try? File.read(Repository.root / FilePath(stringLiteral: file.path), limit: 1 << 20)
      #expect(committed == file.bytes, "\(file.path) is out of date. Run scripts/generate.")
    }
  }

  @Test func noFileIsLeftOfAToolThatIsGone() throws {
    let planned = try GeneratedFiles.plan().map(\.path)
    for name in try File.list(Repository.root / "schemas/tools", limit: 1000) {
      #expect(planned.contains("schemas/tools/\(name)"), "schemas/tools/\(name) belongs to no tool: delete it.")
    }
  }

  @Test func noSkillIsLeftThatIsGone() throws {
    let planned = try GeneratedFiles.plan().map(\.path)
    for skill in try File.list(Repository.root / "skills", limit: 100) {
      let folder = (Repository.root / "skills").appending(component:)
      for name in try File.list(folder(skill), limit: 100) where name != "references" {
        #expect(planned.contains("skills/\(skill)/\(name)"), "skills/\(skill)/\(name) belongs to no skill: delete it.")
      }
      let references = try folder(skill) / "references"
      guard try File.status(references) != nil else { continue }
      for name in try File.list(references, limit: 100) {
        #expect(
          planned.contains("skills/\(skill)/references/\(name)"), "references/\(name) belongs to no skill: delete it.")
      }
    }
  }
}
