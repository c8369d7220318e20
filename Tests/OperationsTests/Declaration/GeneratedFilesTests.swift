import Files
import Operations
import Testing

/// The committed files are those that the declarations make.
struct GeneratedFilesTests {
  @Test func generatedFilesAreUpToDate() {
    for file in GeneratedFiles.plan {
      let committed = try? File.read(Repository.root / FilePath(stringLiteral: file.path), limit: 1 << 20)
      #expect(committed == file.bytes, "\(file.path) is out of date. Run scripts/generate.")
    }
  }

  @Test func noFileIsLeftOfAToolThatIsGone() throws {
    let planned = GeneratedFiles.plan.map(\.path)
    for name in try File.list(Repository.root / "schemas/tools", limit: 1000) {
      #expect(planned.contains("schemas/tools/\(name)"), "schemas/tools/\(name) belongs to no tool: delete it.")
    }
  }
}
