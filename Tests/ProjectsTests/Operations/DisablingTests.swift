import Gateway
import JSON
import Projects
import Testing

/// A gateway that doesn't do, or doesn't say, what it should when a key is to be taken back.
@Suite struct DisablingTests {
  private let place: Workplace

  init() async throws {
    place = try Workplace()
    try place.writeEnv("OTHER=1\n")
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
  }

  private func port(failing path: String, status: Int, _ body: String = "{}") -> RecordingPort {
    RecordingPort(place.sandbox, faults: [.reply(path: path, HTTPResponse(status: status, body: Array(body.utf8)))])
  }

  @Test(arguments: [403, 404, 409, 422])
  func aRefusalToDisableTheOldKeyIsTriedOnceMore(status: Int) async throws {
    let outcome = try await place.project(port(failing: "/provisioning/resources/", status: status)).rotateKey()
    #expect(outcome.result.oldKey == .alive)
    #expect(outcome.warnings.contains { $0.contains("the next operation") })
    let pulled = try await place.project().pullEnvironment()
    #expect(pulled.warnings.contains { $0.contains("was finished") })
    #expect(try await place.liveKeys() == 1)
    #expect(await place.accepts(try #require(place.envKey())))
  }

  @Test func whatIsRefusedTwiceIsGivenUpAndSaid() async throws {
    let refusing = port(failing: "/provisioning/resources/", status: 403)
    _ = try await place.project(refusing).rotateKey()
    let pulled = try await place.project(refusing).pullEnvironment()
    #expect(pulled.warnings.contains { $0.contains("couldn't be disabled") && $0.contains("open_dashboard") })
    #expect(try await place.project().status().result.unfinished.isEmpty)
    #expect(try await place.project().rotateKey().result.oldKey == .refused)
  }

  @Test func whatCannotBeDisabledYetIsNotCalledFinished() async throws {
    let away = RecordingPort(place.sandbox, faults: [.lost(atCall: 4, forever: true)])
    #expect(try await place.project(away).rotateKey().result.oldKey == .alive)
    let stillAway = RecordingPort(place.sandbox, faults: [.lost(atCall: 1, forever: true)])
    let pulled = try await place.project(stillAway).pullEnvironment()
    #expect(pulled.warnings.contains { $0.contains("isn't known to be disabled yet") })
    #expect(!pulled.warnings.contains { $0.contains("was finished") })
    _ = try await place.project().pullEnvironment()
    #expect(try await place.liveKeys() == 1)
  }

  @Test(arguments: [400, 402, 409, 422])
  func aKeyThatWasTakenBackIsNotPutBack(status: Int) async throws {
    let outcome = try await place.project(port(failing: "/key", status: status)).removeService("modelgates")
    #expect(outcome.result.key == .revoked)
    #expect(place.env == "OTHER=1\n")
    #expect(try await place.liveKeys() == 0)
    #expect(try await place.project().listServices().result.services.isEmpty)
  }

  /// The gateway may have taken the key back, and can't say so.
  @Test(arguments: [1, 2])
  func aPullWritesNoKeyWhoseRemovalIsUnfinished(call: Int) async throws {
    let before = place.env
    let away = RecordingPort(place.sandbox, faults: [.lost(atCall: call, forever: true)])
    _ = await projectError { try await place.project(away).removeService("modelgates") }
    #expect(place.env == "OTHER=1\n")
    let stillAway = RecordingPort(place.sandbox, faults: [.lost(atCall: 1, forever: true)])
    let pulled = try await place.project(stillAway).pullEnvironment()
    #expect(!pulled.result.written && pulled.warnings.contains { $0.contains("must be finished first") })
    #expect(place.env == "OTHER=1\n")
    // Not even what someone else has put back stays.
    try place.writeEnv(before)
    _ = try await place.project().pullEnvironment()
    #expect(try await place.liveKeys() == 0)
    #expect(place.env == "OTHER=1\n")
    #expect(try await place.project().status().result.unfinished.isEmpty)
  }

  @Test func aKeyThatIsRefusedIsNotPutBackWhenARemovalIsGivenUp() async throws {
    // The work is done, and each reply makes no sense.
    let garbling = GarblingPort(place.sandbox)
    let error = await projectError { try await place.project(garbling).removeService("modelgates") }
    #expect(error?.code.name == "invalid_response")
    _ = try await place.project(garbling).pullEnvironment()
    #expect(place.env == "OTHER=1\n")
    #expect(try await place.project().listServices().result.services.isEmpty)
  }

  @Test func aKeyThatCannotBeVerifiedIsTakenBackWhenARotationIsGivenUp() async throws {
    let old = try #require(place.envKey())
    let minting = MintingPort(place.sandbox)
    let error = await projectError { try await place.project(minting).rotateKey() }
    #expect(error?.code.name == "invalid_request")
    let pulled = try await place.project(minting).pullEnvironment()
    #expect(pulled.warnings.contains { $0.contains("given up") })
    #expect(place.envKey() == old)
    #expect(await place.accepts(old))
    #expect(try await place.liveKeys() == 1)
  }

  /// A clock that is a day ahead only makes the project believe that the gateway has forgotten.
  @Test(arguments: [0, 90_000])
  func aKeyThatIsGivenUpLateIsTakenBack(gatewayTime: Int64) async throws {
    let port = RecordingPort(place.sandbox, faults: [.replyLost(atCall: 2, forever: true)])
    _ = await projectError { try await place.project(port).rotateKey() }
    #expect(try await place.liveKeys() == 2)
    let later = try place.project(place.sandbox(at: Workplace.start + gatewayTime), time: 90_000)
    let outcome = try await later.pullEnvironment()
    #expect(outcome.warnings.contains { $0.contains("was given up") })
    #expect(await place.accepts(try #require(place.envKey())))
    // Past the gateway's day its own key can't be found any more; none is added to it.
    #expect(try await place.liveKeys() == (gatewayTime == 0 ? 1 : 2))
    #expect(try await place.project().status().result.unfinished.isEmpty)
  }
}

/// Does what it is asked, and answers garbage where a resource is removed.
private struct GarblingPort: HTTPPort {
  let gateway: any HTTPPort
  var name: String { gateway.name }
  init(_ gateway: any HTTPPort) { self.gateway = gateway }

  func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    let response = try await gateway.send(request)
    return request.path.hasSuffix("/remove") ? HTTPResponse(status: 200, body: Array("<<".utf8)) : response
  }
}

/// Makes no sense of any question for a key but the first.
private final class MintingPort: HTTPPort {
  private let gateway: RecordingPort
  var name: String { gateway.name }
  init(_ gateway: any HTTPPort) { self.gateway = RecordingPort(gateway) }

  func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    let isFirst = !gateway.calls.contains("GET /key")
    let response = try await gateway.send(request)
    return request.path == "/key" && !isFirst ? HTTPResponse(status: 400, body: Array("{}".utf8)) : response
  }
}
