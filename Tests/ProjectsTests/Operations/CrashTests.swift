import Files
import Gateway
import JSON
import Projects
import Synchronization
import TestSupport
import Testing

/// What is left when a process is killed, or the line is cut, at any call of the gateway: the key in the env file works,
/// and the next operation leaves one working key a service and no other.
@Suite struct CrashTests {
  enum Act: String, CaseIterable, CustomTestStringConvertible {
    case add, rotate, rotateWithGrace, remove, removeInGrace, upgrade, downgrade

    var testDescription: String { rawValue }
    var fewestCalls: Int { self == .downgrade ? 1 : 2 }
    /// Services that the project has before, and after.
    var services: (before: Int, after: Int) {
      switch self {
      case .add: (0, 1)
      case .rotate, .rotateWithGrace, .upgrade, .downgrade: (1, 1)
      case .remove, .removeInGrace: (1, 0)
      }
    }
  }

  private static func prepared(for act: Act) async throws -> Workplace {
    let place = try Workplace()
    try place.writeEnv("OTHER=1\n")
    guard act.services.before > 0 else { return place }
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
    if act == .removeInGrace { _ = try await place.project().rotateKey(graceSeconds: 3600) }
    try await place.administer("/sandbox/payment_method", #"{"on_file":true}"#)
    if act == .downgrade { try await perform(.upgrade, place.project()) }
    return place
  }

  private static func perform(_ act: Act, _ project: Projects.Project) async throws {
    switch act {
    case .add: _ = try await project.addService(AddServiceRequest(reference: "modelgates/api"))
    case .rotate: _ = try await project.rotateKey()
    case .rotateWithGrace: _ = try await project.rotateKey(graceSeconds: 3600)
    case .remove, .removeInGrace: _ = try await project.removeService("modelgates")
    case .upgrade, .downgrade: _ = try await project.changePlan(change(act))
    }
  }

  private static func change(_ act: Act) -> ChangePlanRequest {
    var request = ChangePlanRequest(reference: "modelgates", plan: act == .upgrade ? .payAsYouGo : .free)
    request.confirmsPaid = true
    return request
  }

  /// The key in the env file works, if there is one; where nothing is being added or removed, there is one.
  private static func requireWorkingEnv(_ place: Workplace, _ act: Act, _ moment: String) async {
    #expect(place.env.hasPrefix("OTHER=1\n"), "\(moment)")
    guard let key = place.envKey() else {
      #expect(act.services.before == 0 || act.services.after == 0, "no key in the env file: \(moment)")
      return
    }
    #expect(await place.accepts(key), "a dead key in the env file: \(moment)")
  }

  /// After the next operation everything is as if nothing had happened.
  private static func requireRecovery(_ place: Workplace, _ act: Act, _ moment: String) async throws {
    _ = try? await place.project().pullEnvironment()
    await requireWorkingEnv(place, act, moment)
    let status = try await place.project(time: 4000).status().result
    // A grace period that isn't over is no unfinished business of a crash.
    _ = try? await place.project(time: 4000).pullEnvironment()
    let after = try await place.project(time: 4000).listServicesIfAny()
    #expect(try await place.liveKeys() == after.count, "orphans: \(moment), \(status.jsonText)")
    #expect((place.envKey() != nil) == !after.isEmpty, "\(moment)")
    if let key = place.envKey() { #expect(await place.accepts(key), "\(moment)") }
    #expect(try await place.project(time: 4000).status().result.unfinished.isEmpty, "\(moment)")
  }

  /// The operation can be done again, to its end.
  private static func requireRepetition(_ place: Workplace, _ act: Act, _ moment: String) async throws {
    let after = try await place.project(time: 4000).listServicesIfAny()
    if after.count != act.services.after || act.services.after == 1 {
      try await perform(act, place.project(time: 8000))
      _ = try await place.project(time: 12_000).pullEnvironment()
      #expect(try await place.liveKeys() == act.services.after, "\(moment)")
    }
  }

  @Test(arguments: Act.allCases)
  func killAtAnyCallIsRecoveredFrom(act: Act) async throws {
    let place = try await Self.prepared(for: act)
    let images = Mutex<[(String, Workplace)]>([])
    let port = RecordingPort(place.sandbox) { call, isDelivered in
      guard let image = try? Workplace(copying: place) else { return }
      images.withLock { $0.append(("\(act) killed at call \(call), delivered: \(isDelivered)", image)) }
    }
    try await Self.perform(act, place.project(port))
    let killed = images.withLock { $0 }
    #expect(killed.count == 2 * port.calls.count)
    #expect(killed.count >= 2 * act.fewestCalls)
    for (moment, image) in killed {
      await Self.requireWorkingEnv(image, act, moment)
      try await Self.requireRecovery(image, act, moment)
      try await Self.requireRepetition(image, act, moment)
    }
  }

  @Test(arguments: Act.allCases, [true, false])
  func lineCutAtAnyCallIsRecoveredFrom(act: Act, forever: Bool) async throws {
    for isReplyLost in [false, true] {
      var call = 1
      while true {
        let place = try await Self.prepared(for: act)
        let fault: RecordingPort.Fault =
          isReplyLost ? .replyLost(atCall: call, forever: forever) : .lost(atCall: call, forever: forever)
        let port = RecordingPort(place.sandbox, faults: [fault])
        _ = await projectError { try await Self.perform(act, place.project(port)) }
        guard port.calls.count >= call else { break }
        let moment = "\(act), call \(call), reply lost: \(isReplyLost), forever: \(forever)"
        await Self.requireWorkingEnv(place, act, moment)
        try await Self.requireRecovery(place, act, moment)
        call += 1
      }
      #expect(call > act.fewestCalls)
    }
  }

  @Test func whatAKillLeavesOfFilesBeingWrittenGoes() async throws {
    let place = try await Self.prepared(for: .rotate)
    let id = "op_01m7ye8fhrrntq7wbkdtrfxkhz"
    let leftovers = [
      "app/.env.0123456789abcdef.tmp", "app/.projects/.state.json.0123456789abcdef.tmp",
      "app/.projects/vault/.vault.sealed.0123456789abcdef.tmp",
      "app/.projects/journal/.\(id).json.0123456789abcdef.tmp",
    ].compactMap { try? FilePath($0) }
    for path in leftovers { try File.create(place.folder.path / path, Array(place.env.utf8), mode: 0o600) }
    _ = try await place.project().rotateKey()
    for path in leftovers { #expect(try File.status(place.folder.path / path) == nil, "\(path)") }
  }

  @Test func retryWithTheSameKeyAfterALostReplyMintsNothing() async throws {
    let place = try await Self.prepared(for: .rotate)
    // The old key's limit is read before the new key is made.
    let port = RecordingPort(place.sandbox, faults: [.replyLost(atCall: 2, forever: true)])
    let error = await projectError { try await place.project(port).rotateKey(idempotencyKey: "k") }
    #expect(error?.code.name == "gateway_unavailable")
    let counting = RecordingPort(place.sandbox)
    let report = try await place.project(counting).rotateKey(idempotencyKey: "k").result
    #expect(report.oldKey == .refused)
    #expect(counting.calls.filter { $0 == "POST /provisioning/resources" }.count == 1)
    #expect(try await place.liveKeys() == 1)
  }

  @Test func unfinishedOperationIsShownByStatus() async throws {
    let place = try await Self.prepared(for: .add)
    // Catalogue, account and then the key itself.
    let port = RecordingPort(place.sandbox, faults: [.replyLost(atCall: 3, forever: true)])
    _ = await projectError { try await Self.perform(.add, place.project(port)) }
    let outcome = try await place.project().status()
    #expect(outcome.result.unfinished.map(\.operation) == ["add"])
    #expect(outcome.nextSteps.contains { $0.contains("pull_env") })
  }

  @Test func keyThatCanNoLongerBeAskedForIsNamed() async throws {
    let place = try await Self.prepared(for: .rotate)
    let port = RecordingPort(place.sandbox, faults: [.replyLost(atCall: 2, forever: true)])
    _ = await projectError { try await Self.perform(.rotate, place.project(port)) }
    let outcome = try await place.project(time: 90_000).pullEnvironment()
    #expect(outcome.warnings.contains { $0.contains("may be left at the gateway") })
    #expect(await place.accepts(try #require(place.envKey())))
  }

  @Test func senselessRepliesDoNotBlockTheProject() async throws {
    let place = try await Self.prepared(for: .rotate)
    let senseless = HTTPResponse(status: 200, body: Array(#"{"status":"complete"}"#.utf8))
    let port = RecordingPort(place.sandbox, faults: [.reply(path: "/provisioning/resources", senseless)])
    let error = await projectError { try await Self.perform(.rotate, place.project(port)) }
    #expect(error?.code.name == "invalid_response")
    let outcome = try await place.project(port).pullEnvironment()
    #expect(outcome.warnings.contains { $0.contains("given up") })
    #expect(try await place.project().status().result.unfinished.isEmpty)
    #expect(await place.accepts(try #require(place.envKey())))
  }

  @Test func gatewayThatIsAwayDoesNotKeepTheEnvFileFromBeingWritten() async throws {
    let place = try await Self.prepared(for: .rotate)
    let port = RecordingPort(place.sandbox, faults: [.replyLost(atCall: 2, forever: true)])
    _ = await projectError { try await Self.perform(.rotate, place.project(port)) }
    try place.writeEnv("OTHER=1\n")
    let away = RecordingPort(place.sandbox, faults: [.lost(atCall: 1, forever: true)])
    let outcome = try await place.project(away).pullEnvironment()
    #expect(outcome.result.written)
    #expect(outcome.warnings.contains { $0.contains("must be finished first") })
    #expect(await place.accepts(try #require(place.envKey())))
    let error = await projectError { try await place.project(away).rotateKey() }
    #expect(error?.retryable == true)
  }
}

extension Projects.Project {
  /// None where the folder isn't a project yet.
  func listServicesIfAny() async throws -> [ServiceEntry] {
    do {
      return try await listServices().result.services
    } catch  where error.code == .projectNotInitialized {
      return []
    }
  }
}
