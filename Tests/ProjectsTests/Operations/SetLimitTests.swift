import Gateway
import JSON
import Projects
import Sandbox
import Testing

@Suite struct SetLimitTests {
  private let place: Workplace

  init() async throws {
    place = try Workplace()
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
  }

  @Test(arguments: [nil, Sandbox.managementKey, "sk-mg-of-somebody-else"])
  func limitIsThatOfTheKey(managementKey: String?) async throws {
    let project = try place.project(managementKey: managementKey.map { Secret($0) })
    let amount = try #require(USD("12.5"))
    let report = try await project.setLimit("modelgates/api", to: SpendingLimit(amount, reset: .monthly)).result
    #expect(report.limit == amount && report.limitReset == "monthly" && report.limitRemaining == amount)
    let info = try await place.project().keyInfo().result
    #expect(info.limit == amount && info.limitResetsAt == "2026-04-01T00:00:00Z")

    let again = try await project.setLimit("modelgates-api", to: SpendingLimit(amount)).result
    #expect(again.limit == amount && again.limitReset == nil)
    let none = try await project.setLimit("modelgates-api", to: nil).result
    #expect(none.limit == nil && none.limitRemaining == nil)
    #expect(try await place.project().keyInfo().result.limit == nil)
    #expect(try await place.liveKeys() == 1)
  }

  @Test func rotationKeepsALimitThatWasSetAtTheGateway() async throws {
    let hash = try #require(try await place.admin.keys().first { !$0.disabled }?.hash.text)
    _ = try await place.admin.setKey(hash: hash, limit: 7, reset: .daily)
    _ = try await place.project().rotateKey()
    let info = try await place.project().keyInfo().result
    #expect(info.limit == 7 && info.limitReset == "daily")
  }

  @Test func rotationThatCannotKeepTheLimitSaysSo() async throws {
    _ = try await place.project().setLimit("modelgates", to: SpendingLimit(7))
    let port = ForgettingLimits(gateway: place.sandbox)
    let outcome = try await place.project(port).rotateKey()
    #expect(outcome.result.oldKey == .refused)
    #expect(outcome.warnings.contains { $0.contains("had $7.00") && $0.contains("modelgates limit modelgates-api") })
    let managed = try await place.project(port, managementKey: Secret(Sandbox.managementKey))
      .setLimit("modelgates", to: SpendingLimit(7)).result
    #expect(managed.limit == 7)
  }

  /// A gateway of the provisioning protocol as it is written: it knows plans, but no limits.
  private struct ForgettingLimits: HTTPPort {
    let gateway: any HTTPPort
    var name: String { gateway.name }
    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
      guard request.path.hasPrefix("/provisioning"), case .json(.object(var body)) = request.body,
        case .object(var configuration) = body["configuration"]
      else { return try await gateway.send(request) }
      configuration["limit"] = nil
      configuration["limit_reset"] = nil
      body["configuration"] = .object(configuration)
      return try await gateway.send(
        HTTPRequest(
          request.method, request.path, query: request.query, bearer: request.bearer, fields: request.fields,
          body: .json(.object(body))))
    }
  }

  @Test func gatewayThatTakesNoLimitIsFoundOut() async throws {
    let project = try place.project(ForgettingLimits(gateway: place.sandbox))
    let error = await projectError { try await project.setLimit("modelgates", to: SpendingLimit(7)) }
    #expect(error?.code == .limitNotSet && error?.hint?.contains("--management-key-file") == true)
    #expect(try await place.project().keyInfo().result.limit == nil)
  }

  @Test func limitBelowZeroIsRefused() async throws {
    #expect(await projectError { try SpendingLimit(-1) }?.code == .invalidArgument)
  }

  @Test func dryRunSetsNothing() async throws {
    let report = try await place.project().checkLimit("modelgates", to: SpendingLimit(7)).result
    #expect(report.ready == true && report.limit == 7)
    #expect(try await place.project().keyInfo().result.limit == nil)
    let elsewhere = try await place.project(Elsewhere()).checkLimit("modelgates", to: nil).result
    #expect(elsewhere.ready == false)
    #expect(elsewhere.preflight?.filter { !$0.pass }.map(\.code) == ["conflict"])
  }

  @Test func lostReplyIsPutRightByDoingItAgain() async throws {
    let port = RecordingPort(place.sandbox, faults: [.replyLost(atCall: 1, forever: true)])
    let error = await projectError { try await place.project(port).setLimit("modelgates", to: SpendingLimit(7)) }
    #expect(error?.retryable == true)
    #expect(try await place.project().setLimit("modelgates", to: SpendingLimit(7)).result.limit == 7)
  }
}

/// Another gateway, which is never reached.
struct Elsewhere: HTTPPort {
  let name = "gateway.example"
  func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    throw HTTPFailure(.unreachable, "No.", mayHaveArrived: false)
  }
}
