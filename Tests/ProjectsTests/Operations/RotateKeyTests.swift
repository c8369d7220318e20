import Files
import Gateway
import JSON
import Projects
import Synchronization
import Testing

@Suite struct RotateKeyTests {
  private let place: Workplace

  init() async throws {
    place = try Workplace()
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
  }

  @Test func newKeyWorksAndTheOldOneIsRefused() async throws {
    let old = try #require(place.envKey())
    let report = try await place.project().rotateKey("modelgates/api").result
    let new = try #require(place.envKey())
    #expect(report.oldKey == .refused)
    #expect(report.oldFingerprint != report.newFingerprint)
    #expect(await place.accepts(new))
    #expect(await !place.accepts(old))
    #expect(try await place.liveKeys() == 1)
    #expect(place.env.contains("MODELGATES_TYPE=bearer"))
  }

  /// The state as a clone of the project may bring it, with another name for the key's variable.
  private func claim(_ name: String) throws {
    let state = place.root / ".projects/state.json"
    let text = String(decoding: try File.read(state, limit: 1 << 20), as: UTF8.self)
    let claiming = text.split(separator: "\"MODELGATES_API_KEY\"", omittingEmptySubsequences: false)
    #expect(claiming.count == 2)
    try File.replace(
      state, with: Array(claiming.joined(separator: "\"\(name)\"").utf8), mode: 0o644, keepingStricterMode: false)
  }

  @Test func variableThatOnlyTheStateClaimsIsNotOverwrittenOrRemoved() async throws {
    try claim("DATABASE_URL")
    try place.writeEnv("DATABASE_URL=precious\n")
    let pull = await projectError { try await place.project().pullEnvironment() }
    #expect(pull?.code == .envVariableConflict)
    let rotation = await projectError { try await place.project().rotateKey() }
    #expect(rotation?.code == .envVariableConflict)
    #expect(try await place.liveKeys() == 1)
    let removal = try await place.project().removeService("modelgates")
    #expect(removal.result.variables.isEmpty)
    #expect(removal.warnings.contains { $0.contains("DATABASE_URL in .env isn't ours") })
    #expect(place.env == "DATABASE_URL=precious\n")
    #expect(try await place.liveKeys() == 0)
  }

  @Test func variableOfAServiceThatCameWithACloneIsNotOverwritten() async throws {
    try File.remove(place.root / ".projects/vault/vault.sealed")
    try place.writeEnv("MODELGATES_API_KEY=precious\n")
    let error = await projectError { try await place.project().rotateKey() }
    #expect(error?.code == .envVariableConflict)
    #expect(place.env == "MODELGATES_API_KEY=precious\n")
    #expect(try await place.project().status().result.unfinished.isEmpty)
    #expect(try await place.liveKeys() == 1)
    try place.writeEnv("")
    _ = try await place.project().rotateKey()
    #expect(await place.accepts(try #require(place.envKey())))
  }

  @Test func envFileWhoseVaultWasLostIsRotated() async throws {
    try File.remove(place.root / ".projects/vault/vault.sealed")
    let old = try #require(place.envKey())
    _ = try await place.project().rotateKey()
    #expect(await place.accepts(try #require(place.envKey())))
    #expect(await !place.accepts(old))
  }

  @Test func variableThatWasRenamedInTheStateGoesOn() async throws {
    try claim("LLM_KEY")
    let key = try #require(place.envKey()).withBytes { String(decoding: $0, as: UTF8.self) }
    try place.writeEnv("LLM_KEY=\(key)\nMODELGATES_TYPE=bearer\n")
    _ = try await place.project().rotateKey()
    #expect(await place.accepts(try #require(place.envKey("LLM_KEY"))))
    _ = try await place.project().removeService("modelgates")
    #expect(place.envKey("LLM_KEY") == nil)
  }

  @Test func graceThatAWrongClockSetEndsWithTheRightOne() async throws {
    let old = try #require(place.envKey())
    _ = try await place.project(time: 100 * 365 * 86_400).rotateKey(graceSeconds: 60)
    #expect(try await place.project().rotateKey().result.oldKey == .refused)
    #expect(await !place.accepts(old))
    #expect(try await place.liveKeys() == 1)
  }

  @Test func inTheGracePeriodBothKeysWork() async throws {
    let old = try #require(place.envKey())
    let report = try await place.project().rotateKey(graceSeconds: 3600).result
    #expect(report.oldKey == .inGrace)
    #expect(report.graceUntil == "2026-03-02T11:00:00Z")
    #expect(await place.accepts(old))
    #expect(await place.accepts(try #require(place.envKey())))

    let again = await projectError { try await place.project().rotateKey() }
    #expect(again?.code == .rotationInProgress)
    let during = try await place.project(time: 3599).pullEnvironment()
    #expect(during.warnings.isEmpty)
    #expect(await place.accepts(old))
    _ = try await place.project(time: 3601).pullEnvironment()
    #expect(await !place.accepts(old))
    #expect(try await place.liveKeys() == 1)
    #expect(try await place.project().status().result.unfinished.isEmpty)
  }

  @Test func gracePeriodIsEndedEarly() async throws {
    let old = try #require(place.envKey())
    let rotation = try await place.project().rotateKey(graceSeconds: 3600)
    #expect(rotation.nextSteps.contains { $0.contains("modelgates rotate modelgates-api --finish") })
    let status = try await place.project().status()
    #expect(status.nextSteps.contains { $0.contains("--finish") })
    #expect(try await place.project().checkRotation(finishing: true, isConfirmed: true).result.ready == true)
    let report = try await place.project().finishRotation("modelgates/api").result
    #expect(report.oldKey == .refused && report.newFingerprint == rotation.result.newFingerprint)
    #expect(await !place.accepts(old))
    #expect(await place.accepts(try #require(place.envKey())))
    #expect(try await place.project().status().result.unfinished.isEmpty)
    #expect(await projectError { try await place.project().finishRotation() }?.code == .noGracePeriod)
  }

  @Test func finishingGoesOnAfterALostReply() async throws {
    _ = try await place.project().rotateKey(graceSeconds: 3600)
    let port = RecordingPort(place.sandbox, faults: [.lost(atCall: 1, forever: true)])
    let outcome = try await place.project(port).finishRotation()
    #expect(outcome.result.oldKey == .alive && !outcome.warnings.isEmpty)
    #expect(try await place.project().finishRotation().result.oldKey == .refused)
    #expect(try await place.liveKeys() == 1)
  }

  @Test func dryRunListsEveryBlockerAndRotatesNothing() async throws {
    let env = place.env
    let ready = try await place.project().checkRotation(isConfirmed: true).result
    #expect(ready.ready == true && ready.newFingerprint == nil && ready.oldKey == nil)
    try place.writeEnv("A='open\nMODELGATES_API_KEY=x\n")
    let blocked = try await place.project(Elsewhere()).checkRotation(isConfirmed: false).result
    #expect(blocked.ready == false)
    #expect(
      blocked.preflight?.filter { !$0.pass }.compactMap(\.code).prefix(1) == ["conflict"])
    #expect(blocked.preflight?.last?.code == "confirmation_required")
    try place.writeEnv(env)
    _ = try await place.project().rotateKey(graceSeconds: 60)
    let again = try await place.project().checkRotation(isConfirmed: true).result
    #expect(again.preflight?.filter { !$0.pass }.map(\.code) == ["rotation_in_progress"])
    let finish = try await place.project(time: 100).checkRotation(finishing: true, isConfirmed: false).result
    #expect(finish.preflight?.filter { !$0.pass }.map(\.code) == ["confirmation_required"])
  }

  @Test func removalInTheGracePeriodTakesBothKeysBack() async throws {
    _ = try await place.project().rotateKey(graceSeconds: 3600)
    _ = try await place.project().removeService("modelgates-api")
    #expect(try await place.liveKeys() == 0)
  }

  @Test func refusedNewKeyIsTakenBackAndTheOldOneStays() async throws {
    let env = place.env
    let refusal = HTTPResponse(status: 401, body: Array("{}".utf8))
    let port = RecordingPort(place.sandbox, faults: [.reply(path: "/key", refusal)])
    let error = await projectError { try await place.project(port).rotateKey() }
    #expect(error?.code == .verificationFailed)
    #expect(place.env == env)
    #expect(await place.accepts(try #require(place.envKey())))
    #expect(try await place.liveKeys() == 1)
    #expect(try await place.project().status().result.unfinished.isEmpty)
  }

  @Test func unwritableEnvFileLeavesTheOldKey() async throws {
    let old = try #require(place.envKey())
    let text = place.env
    _ = try File.remove(place.envFile)
    try File.createSymbolicLink(place.envFile, to: "elsewhere")
    let error = await projectError { try await place.project().rotateKey() }
    #expect(error?.code == .unsafeEnvironment)
    #expect(await place.accepts(old))
    #expect(try await place.liveKeys() == 1)
    _ = try File.remove(place.envFile)
    try place.writeEnv(text)
    #expect(try await place.project().rotateKey().result.oldKey == .refused)
  }

  @Test func ofTwoRotationsAtOnceOneWins() async throws {
    let place = place
    let codes = await withTaskGroup(of: String.self) { group in
      for _ in 0..<2 {
        group.addTask { await projectError { try await place.project().rotateKey() }?.code.name ?? "rotated" }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted()
    }
    // They may also have come one after the other, or the second has waited as long as one waits.
    let outcomes = [
      ["rotated", "rotated"], ["rotated", "rotation_in_progress"], ["operation_in_progress", "rotated"],
    ]
    #expect(outcomes.contains(codes))
    #expect(await place.accepts(try #require(place.envKey())))
    #expect(try await place.liveKeys() == 1)
  }

  @Test func whileOneRotatesAnotherIsRefused() async throws {
    let place = place
    let seen = Mutex<[String?]>([])
    let port = RecordingPort(place.sandbox) { call, isDelivered in
      let error = await projectError { try await place.project().rotateKey() }
      seen.withLock { $0.append(error?.code.name) }
    }
    #expect(try await place.project(port).rotateKey().result.oldKey == .refused)
    #expect(!seen.withLock { $0 }.isEmpty)
    #expect(seen.withLock { $0 }.allSatisfy { $0 == "rotation_in_progress" })
  }

  @Test func sameIdempotencyKeyMintsNothing() async throws {
    let first = try await place.project().rotateKey(idempotencyKey: "r-1").result
    let env = place.env
    let second = try await place.project().rotateKey(idempotencyKey: "r-1").result
    #expect(second.jsonText == first.jsonText)
    #expect(place.env == env)
  }

  @Test func driftedEnvFileIsPutRight() async throws {
    try place.writeEnv("A=1\n")
    _ = try await place.project().rotateKey()
    #expect(place.env.hasPrefix("A=1\n"))
    #expect(await place.accepts(try #require(place.envKey())))
  }

  @Test func keyOfAnotherComputerIsReplaced() async throws {
    // A clone has the state, but neither vault nor env file.
    for name in try File.list(place.root / ".projects" / "vault", limit: 10) {
      _ = try File.remove(place.root / ".projects" / "vault" / FilePath(name))
    }
    _ = try File.remove(place.envFile)
    #expect(await projectError { try await place.project().keyInfo() }?.code == .keyNotInVault)
    let report = try await place.project().rotateKey().result
    #expect(report.oldKey == .disabled)
    #expect(await place.accepts(try #require(place.envKey())))
    #expect(try await place.liveKeys() == 1)
  }

  @Test(arguments: [-1, 604_801])
  func graceHasBounds(seconds: Int) async throws {
    #expect(await projectError { try await place.project().rotateKey(graceSeconds: seconds) }?.code == .invalidArgument)
  }

  @Test func unknownServiceIsRefusedWithCandidates() async throws {
    let error = await projectError { try await place.project().rotateKey("other") }
    #expect(error?.code == .resourceNotFound)
    #expect(error?.details?["candidates"] == ["modelgates-api"])
  }
}
