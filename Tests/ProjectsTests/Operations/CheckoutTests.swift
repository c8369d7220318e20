import Files
import Gateway
import Projects
import TestSupport
import Testing

/// Two checkouts of one project, each with a vault and an env file of its own, and with the state that version control carries
/// from one to the other.
@Suite struct CheckoutTests {
  private let place: Workplace
  private var clone: FilePath { place.folder.path / "clone" }

  init() async throws {
    place = try Workplace()
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
    try File.createDirectory(clone / ".projects", mode: 0o755, intermediates: true)
    try carryState(from: place.root, to: clone)
  }

  private func carryState(from source: FilePath, to target: FilePath) throws {
    let bytes = try File.read(source / ".projects/state.json", limit: 1 << 20)
    try File.replace(target / ".projects/state.json", with: bytes, mode: 0o644, keepingStricterMode: false)
  }

  private func key(in root: FilePath) throws -> Secret {
    let content = EnvFile(parsing: try File.read(root / ".env", limit: 1 << 20))
    return try #require(content.value(of: "MODELGATES_API_KEY"))
  }

  @Test func cloneHasNoKeyUntilItRotates() async throws {
    let status = try await place.project(in: clone).status()
    #expect(status.result.services.map(\.status) == [.keyMissing])
    let pulled = try await place.project(in: clone).pullEnvironment()
    #expect(pulled.result.missingKeys == ["modelgates-api"] && !pulled.result.written)
    #expect(pulled.nextSteps.contains { $0.contains("`modelgates rotate modelgates-api`") })
  }

  @Test func rotationInOneIsSaidInTheOtherThatGetsTheState() async throws {
    let old = try key(in: place.root)
    let report = try await place.project(in: clone).rotateKey().result
    #expect(report.oldKey == .disabled, "the clone hasn't the old key to ask with")
    #expect(await place.accepts(try key(in: clone)))
    #expect(await !place.accepts(old))

    // Without the new state nothing here can know.
    #expect(try await place.project().status().warnings == [])
    try carryState(from: clone, to: place.root)
    let warnings = try await place.project().status().warnings
    #expect(warnings.count == 1 && warnings[0].contains("isn't the one that the state names"), "\(warnings)")
    _ = try await place.project().pullEnvironment()
    #expect(await projectError { try await place.project().verifyKey() }?.code.name == "unauthenticated")

    _ = try await place.project().rotateKey()
    #expect(try await place.project().status().warnings == [])
    #expect(await place.accepts(try key(in: place.root)))
    #expect(try await place.liveKeys() == 1, "it is one key for all, which the last rotation made")
    #expect(await !place.accepts(try key(in: clone)))
  }

  @Test func rotationInBothLeavesEachAKeyThatWorks() async throws {
    let old = try key(in: place.root)
    _ = try await place.project(in: clone).rotateKey()
    let report = try await place.project().rotateKey().result
    #expect(report.oldKey == .refused, "the other has taken it back already")
    let (own, others) = (try key(in: place.root), try key(in: clone))
    #expect(await !place.accepts(old))
    for key in [own, others] { #expect(await place.accepts(key)) }
    #expect(own != others)
    #expect(try await place.liveKeys() == 2)

    // A merge takes one of the two states: whose key that isn't, is told so, and its next rotation ends the state's key.
    try carryState(from: clone, to: place.root)
    #expect(try await place.project().status().warnings.count == 1)
    let merged = try await place.project().rotateKey()
    #expect(await !place.accepts(others))
    #expect(await place.accepts(try key(in: place.root)))
    #expect(merged.result.oldKey == .alive && merged.warnings.contains { $0.contains("isn't known to be disabled") })
    #expect(await place.accepts(own), "no state names it any more")
    let given = try await place.project().pullEnvironment().warnings
    #expect(given.contains { $0.contains("disable it in the dashboard") }, "\(given)")
    #expect(try await place.project().status().result.unfinished.isEmpty)
  }
}
