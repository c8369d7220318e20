import Files
import Gateway
import Projects
import Testing

/// Forgetting a key here needs nothing from its gateway, and leaves nothing behind that could end it later.
@Suite struct RemoveCredentialsTests {
  private let place: Workplace

  init() async throws {
    place = try Workplace()
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
  }

  private var offline: RecordingPort { RecordingPort(place.sandbox, faults: [.lost(atCall: 1, forever: true)]) }

  private func expectNothingIsLeft(_ key: Secret) async throws {
    #expect(!place.env.contains("MODELGATES"))
    let status = try await place.project().status().result
    #expect(status.services.isEmpty && status.unfinished.isEmpty)
    _ = try await place.project().pullEnvironment()
    #expect(await place.accepts(key), "nothing goes on with it")
  }

  @Test func gatewayThatIsGoneIsNotNeeded() async throws {
    let key = try #require(place.envKey())
    let report = try await place.project(offline).removeService("modelgates", onlyCredentials: true).result
    #expect(report.key == .leftAlive)
    try await expectNothingIsLeft(key)
  }

  @Test(arguments: [true, false])
  func unfinishedRemovalIsGivenUp(_ isOffline: Bool) async throws {
    let key = try #require(place.envKey())
    #expect(await projectError { try await place.project(offline).removeService("modelgates") } != nil)
    #expect(try await place.project().status().result.unfinished.count == 1)
    let port: any HTTPPort = isOffline ? offline : place.sandbox
    let outcome = try await place.project(port).removeService("modelgates", onlyCredentials: true)
    #expect(outcome.warnings.contains { $0.hasPrefix("The unfinished remove was given up") }, "\(outcome.warnings)")
    try await expectNothingIsLeft(key)
  }

  @Test func unfinishedRemovalIsGivenUpFromAnotherGateway() async throws {
    let key = try #require(place.envKey())
    #expect(await projectError { try await place.project(offline).removeService("modelgates") } != nil)
    _ = try await place.project(Elsewhere()).removeService("modelgates", onlyCredentials: true)
    try await expectNothingIsLeft(key)
  }

  @Test func endOfAGracePeriodIsSaid() async throws {
    let old = try #require(place.envKey())
    _ = try await place.project().rotateKey(graceSeconds: 3600)
    let key = try #require(place.envKey())
    let outcome = try await place.project().removeService("modelgates", onlyCredentials: true)
    #expect(
      outcome.warnings.first
        == "The old key of modelgates-api, which was to work until 2026-03-02T11:00:00Z, was ended.",
      "\(outcome.warnings)")
    #expect(await !place.accepts(old))
    try await expectNothingIsLeft(key)
  }

  @Test func gracePeriodOfAGatewayThatIsGoneIsGivenUp() async throws {
    let old = try #require(place.envKey())
    _ = try await place.project().rotateKey(graceSeconds: 3600)
    let key = try #require(place.envKey())
    let outcome = try await place.project(offline).removeService("modelgates", onlyCredentials: true)
    #expect(outcome.warnings.contains { $0.hasPrefix("The unfinished rotate was given up") }, "\(outcome.warnings)")
    try await expectNothingIsLeft(key)
    #expect(await place.accepts(old))
  }

  @Test func environmentThatCannotBeReadIsNotLeftWithADeadKey() async throws {
    _ = try await place.project().createEnvironment("worker", output: ".dev.vars")
    _ = try await place.project().pullEnvironment()
    let key = try #require(place.envKey())
    let env = place.env
    let real = place.root / "real"
    try File.replace(real, with: Array(env.utf8), mode: 0o600, keepingStricterMode: false)
    try File.remove(place.envFile)
    try File.createSymbolicLink(place.envFile, to: "real")
    let dry = try await place.project().checkRemoval("modelgates", isConfirmed: true).result
    #expect(dry.preflight?.filter { !$0.pass }.map(\.code) == ["unsafe_environment"])
    #expect(await projectError { try await place.project().removeService("modelgates") }?.code == .unsafeEnvironment)
    #expect(await place.accepts(key))
    #expect(try await place.project().status().result.unfinished.isEmpty)
  }
}
