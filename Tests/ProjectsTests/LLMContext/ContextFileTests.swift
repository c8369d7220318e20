import Files
import Projects
import TestSupport
import Testing

/// The document as a file of the project.
@Suite struct ContextFileTests {
  private let place: Workplace

  init() async throws {
    place = try Workplace()
    _ = try await place.project().initialize()
  }

  private func write(_ output: String) async throws -> ContextReport {
    try await place.project().writeLLMContext(to: output).result
  }

  private func text(_ path: FilePath) throws -> String {
    String(decoding: try File.read(place.root / path, limit: 1 << 20), as: UTF8.self)
  }

  @Test(arguments: ["models.md", "docs/ai/models.md", "./docs/../CONTEXT.MD", "context.txt"])
  func documentIsWrittenWithItsMarker(_ output: String) async throws {
    let report = try await write(output)
    let file = try #require(report.file)
    #expect(try text(FilePath(file)).hasPrefix(report.text + "\n<!-- modelgates managed:"))
    #expect(try await place.project().llmContext().result.text == report.text)
  }

  @Test func absolutePathInsideTheProjectIsOne() async throws {
    #expect(try await write((place.root / "docs/models.md").value).file == "docs/models.md")
  }

  @Test func secondRunChangesNothingAndAnotherStateRenewsIt() async throws {
    _ = try await write("models.md")
    let (first, status) = (try text("models.md"), try File.status(place.root / "models.md"))
    _ = try await write("models.md")
    #expect(try File.status(place.root / "models.md") == status)
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
    _ = try await write("models.md")
    #expect(try text("models.md") != first && text("models.md").contains("| modelgates-api |"))
  }

  @Test func filesOfOthersAndEditedOnesStay() async throws {
    try File.create(place.root / "README.md", Array("# Mine\n".utf8), mode: 0o644)
    #expect(await projectError { try await write("README.md") }?.code == .alreadyExists)
    #expect(try text("README.md") == "# Mine\n")
    _ = try await write("models.md")
    let edited = try "# Edited\n" + text("models.md")
    try File.replace(place.root / "models.md", with: Array(edited.utf8), mode: 0o644, keepingStricterMode: false)
    let error = await projectError { try await write("models.md") }
    #expect(error?.code == .alreadyExists && error?.message.contains("edited by hand") == true)
    #expect(try text("models.md") == edited)
  }

  @Test(arguments: [
    "../models.md", "/tmp/models.md", "docs/../../models.md", ".env", ".env.md", ".projects/models.md",
    ".git/hooks/models.md",
    ".agents/skills/modelgates/SKILL.md", "docs/.hidden/models.md", "models", "Makefile", "models.sh", "AGENTS.md",
    "docs/claude.md",
    "a\nb.md", "a\u{0}b.md", "", ".", "docs/", "/",
  ])
  func placesThatAreNoDocumentsAreRefused(_ output: String) async throws {
    let before = try File.list(place.root, limit: 100)
    #expect(await projectError { try await write(output) }?.code == .invalidArgument)
    #expect(try File.list(place.root, limit: 100) == before)
  }

  @Test func nothingIsWrittenThroughLinks() async throws {
    let outside = place.folder.path / "outside"
    try File.createDirectory(outside, mode: 0o755, intermediates: false)
    try File.createSymbolicLink(place.root / "docs", to: outside)
    try File.createSymbolicLink(place.root / "models.md", to: outside / "models.md")
    for output in ["docs/models.md", "models.md"] {
      #expect(await projectError { try await write(output) }?.code == .alreadyExists)
    }
    #expect(try File.list(outside, limit: 10).isEmpty)
  }

  @Test func projectIsNeeded() async throws {
    let fresh = try Workplace()
    let error = await projectError { try await fresh.project().writeLLMContext(to: "models.md") }
    #expect(error?.code == .projectNotInitialized)
    #expect(try File.list(fresh.root, limit: 10).isEmpty)
  }
}
