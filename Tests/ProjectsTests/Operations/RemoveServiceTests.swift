import Files
import Gateway
import JSON
import Projects
import Testing

@Suite struct RemoveServiceTests {
  private let place: Workplace
  private let before = "A=1\n# mine"

  init() async throws {
    place = try Workplace()
    try place.writeEnv(before)
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
  }

  @Test func keyIsRefusedAndTheLinesAreGone() async throws {
    let key = try #require(place.envKey())
    let report = try await place.project().removeService("modelgates/api").result
    #expect(report.key == .refused)
    #expect(report.variables == ["MODELGATES_API_KEY", "MODELGATES_TYPE"])
    #expect(await !place.accepts(key))
    #expect(!place.env.contains("MODELGATES"))
    #expect(place.env.hasPrefix(before))
    #expect(try await place.project().listServices().result.services.isEmpty)
  }

  @Test func forgettingOnlyCredentialsLeavesTheKeyAliveAndSaysSo() async throws {
    let key = try #require(place.envKey())
    let outcome = try await place.project().removeService("modelgates-api", onlyCredentials: true)
    #expect(outcome.result.key == .leftAlive)
    #expect(outcome.warnings.contains { $0.contains("still works") })
    #expect(await place.accepts(key))
    #expect(!place.env.contains("MODELGATES"))
  }

  @Test func dryRunRemovesNothing() async throws {
    let env = place.env
    let report = try await place.project().checkRemoval("modelgates/api", isConfirmed: false).result
    #expect(report.ready == false && report.key == nil)
    #expect(report.preflight?.filter { !$0.pass }.map(\.code) == ["confirmation_required"])
    #expect(try await place.project().checkRemoval("modelgates", isConfirmed: true).result.ready == true)
    let elsewhere = try await place.project(Elsewhere()).checkRemoval("modelgates", isConfirmed: true).result
    #expect(elsewhere.preflight?.first?.code == "conflict")
    #expect(
      try await place.project(Elsewhere()).checkRemoval("modelgates", onlyCredentials: true, isConfirmed: true).result
        .ready == true)
    #expect(place.env == env)
    #expect(try await place.liveKeys() == 1)
  }

  @Test func removedServiceIsUnknown() async throws {
    _ = try await place.project().removeService("modelgates-api")
    #expect(await projectError { try await place.project().removeService("modelgates-api") }?.code == .resourceNotFound)
  }

  @Test func sameIdempotencyKeyGivesTheSameResult() async throws {
    let first = try await place.project().removeService("modelgates", idempotencyKey: "x").result
    let second = try await place.project().removeService("modelgates", idempotencyKey: "x").result
    #expect(first.jsonText == second.jsonText)
  }

  @Test func providerMeaningTwoServicesIsAmbiguous() async throws {
    var other = AddServiceRequest(reference: "modelgates/api")
    other.name = "second"
    _ = try await place.project().addService(other)
    let error = await projectError { try await place.project().removeService("modelgates") }
    #expect(error?.code == .ambiguousReference)
    #expect(error?.details?["candidates"] == ["modelgates-api", "second"])
    let unnamed = await projectError { try await place.project().rotateKey() }
    #expect(unnamed?.message == "This project has more than one service.")
    #expect(try await place.project().removeService("second").result.key == .refused)
    #expect(await place.accepts(try #require(place.envKey())))
  }

  @Test func refusalOfTheGatewayPutsTheKeyBack() async throws {
    let refusal = HTTPResponse(status: 403, body: Array(#"{"error":{"code":"forbidden","message":"no"}}"#.utf8))
    let port = RecordingPort(place.sandbox, faults: [.reply(path: "/provisioning/resources", refusal)])
    let error = await projectError { try await place.project(port).removeService("modelgates") }
    #expect(error?.code.name == "permission_denied")
    #expect(await place.accepts(try #require(place.envKey())))
    #expect(try await place.project().status().result.unfinished.isEmpty)
    #expect(try await place.project().removeService("modelgates").result.key == .refused)
  }

  @Test func serviceOfAnotherGatewayIsLeftAlone() async throws {
    let error = await projectError { try await place.project(Elsewhere()).removeService("modelgates") }
    #expect(error?.code.name == "conflict")
    #expect(error?.message.contains("sandbox") == true)
    #expect(place.envKey() != nil)
  }
}
