import Files
import Gateway
import JSON
import Projects
import Testing

@Suite struct StatusTests {
  private let place: Workplace
  private let request = AddServiceRequest(reference: "modelgates/api")

  init() throws { place = try Workplace() }

  @Test func folderThatIsNoProjectIsSaidToBeNone() async throws {
    let outcome = try await place.project().status()
    #expect(
      outcome.result.jsonText
        == #"{"initialized":false,"gateway":"sandbox","account_linked":false,"services":[],"unfinished":[]}"#)
    #expect(outcome.nextSteps.first?.contains("add_service") == true)
    #expect(try File.list(place.root, limit: 10).isEmpty)
    #expect(await projectError { try await place.project().listServices() }?.code == .projectNotInitialized)
    #expect(await projectError { try await place.project().rotateKey() }?.code == .projectNotInitialized)
    #expect(await projectError { try await place.project().removeService("x") }?.code == .projectNotInitialized)
  }

  @Test func initializingTwiceChangesNothing() async throws {
    let first = try await place.project().initialize(name: "my app").result
    #expect(first.created)
    #expect(first.changed == [".projects/state.json", ".gitignore", ".cursorignore"])
    let second = try await place.project().initialize().result
    #expect(!second.created)
    #expect(second.changed.isEmpty)
    #expect(second.projectId == first.projectId)
    #expect(await projectError { try await place.project().initialize(name: "other") }?.code == .alreadyExists)
  }

  @Test(arguments: ["", "a\u{202E}b", String(repeating: "x", count: 65), "a\nb"])
  func namesOfProjectsAreChecked(name: String) async throws {
    #expect(await projectError { try await place.project().initialize(name: name) }?.code == .invalidArgument)
  }

  @Test func addedServiceIsReadyAndKnownByItsFingerprint() async throws {
    let added = try await place.project().addService(request).result
    let status = try await place.project().status().result
    #expect(status.accountLinked)
    let service = try #require(status.services.first)
    #expect(service.status == .ready)
    #expect(service.keyFingerprint == added.keyFingerprint)
    #expect(service.keyFingerprint.utf8.count == 12)
    #expect(service.variables == ["MODELGATES_API_KEY", "MODELGATES_TYPE"])
  }

  @Test(arguments: [("", VariableSync.missing), ("MODELGATES_API_KEY=other\nMODELGATES_TYPE=bearer\n", .differs)])
  func driftIsSeenAndPutRight(env: String, sync: VariableSync) async throws {
    _ = try await place.project().addService(request)
    try place.writeEnv(env)
    let outcome = try await place.project().status()
    #expect(outcome.result.services.first?.status == .drifted)
    #expect(try await place.project().listEnvironment().result.variables.first?.sync == sync)
    #expect(outcome.nextSteps.contains { $0.contains("pull_env") })

    let dry = try await place.project().pullEnvironment(.dry).result
    #expect(dry.changed.contains("MODELGATES_API_KEY"))
    #expect(!dry.written)
    #expect(place.env == env)
    #expect(try await place.project().pullEnvironment().result.written)
    #expect(try await place.project().status().result.services.first?.status == .ready)
    #expect(try await place.project().pullEnvironment().result.written == false)
  }

  @Test func environmentListsNamesAndOrigins() async throws {
    _ = try await place.project().addService(request)
    try place.writeEnv("MODELGATES_TYPE=first\n" + place.env)
    let report = try await place.project().listEnvironment().result
    #expect(report.envFile == ".env")
    #expect(report.variables.map(\.name) == ["MODELGATES_API_KEY", "MODELGATES_TYPE"])
    #expect(report.variables.map(\.role) == ["api_key", "type"])
    #expect(report.variables.allSatisfy { $0.service == "modelgates-api" && $0.sync == .inSync })
    #expect(report.variables[1].shadowedLines == [1])
  }

  @Test func damagedVaultIsReportedAndNothingIsOverwritten() async throws {
    _ = try await place.project().addService(request)
    let file = place.root / ".projects/vault/vault.sealed"
    var bytes = try File.read(file, limit: 1 << 20)
    bytes[bytes.count - 1] ^= 1
    try File.replace(file, with: bytes, mode: 0o600, keepingStricterMode: false)
    let outcome = try await place.project().status()
    #expect(outcome.result.services.first?.status == .vaultClosed)
    #expect(!outcome.warnings.isEmpty)
    let env = place.env
    for error in [
      await projectError { try await place.project().rotateKey() },
      await projectError { try await place.project().pullEnvironment() },
      await projectError { try await place.project().keyInfo() },
    ] {
      #expect(error?.code == .vaultDamaged)
    }
    #expect(place.env == env)
    #expect(try File.read(file, limit: 1 << 20) == bytes)
    #expect(await place.accepts(try #require(place.envKey())))
  }

  @Test func damagedStateIsNeverOverwritten() async throws {
    _ = try await place.project().addService(request)
    let file = place.root / ".projects/state.json"
    try File.replace(file, with: Array("<<<<<<< HEAD\n".utf8), mode: 0o644, keepingStricterMode: false)
    let error = await projectError { try await place.project().addService(request) }
    #expect(error?.code == .stateDamaged)
    #expect(try File.read(file, limit: 100) == Array("<<<<<<< HEAD\n".utf8))
  }

  @Test func foldersAndEnvFilesBehindLinksAreRefused() async throws {
    try File.createSymbolicLink(place.envFile, to: "/tmp/elsewhere")
    let error = await projectError { try await place.project().addService(request) }
    #expect(error?.code == .unsafeEnvironment)
    #expect(try await place.liveKeys() == 0)
  }
}
