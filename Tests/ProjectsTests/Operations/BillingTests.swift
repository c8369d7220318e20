import Gateway
import JSON
import Projects
import Testing

@Suite struct BillingTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  private func add() async throws {
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
  }

  @Test func nothingIsLinkedToLookAtIt() async throws {
    for error in [
      await projectError { try await place.project().billing() },
      await projectError { try await place.project().billingAddress() },
      await projectError { try await place.project().dashboard() },
    ] {
      #expect(error?.code == .accountNotLinked)
      #expect(error?.hint?.contains("modelgates add") == true)
    }
    #expect(try await place.project().status().result.accountLinked == false)
  }

  @Test func paymentMethodIsThatOfTheGatewayNow() async throws {
    try await add()
    let before = try await place.project().billing()
    #expect(before.result.paymentMethod == false && before.nextSteps.first?.contains("add_billing") == true)
    try await place.administer("/sandbox/payment_method", #"{"on_file":true}"#)
    var request = ChangePlanRequest(reference: "modelgates", plan: .payAsYouGo)
    request.confirmsPaid = true
    _ = try await place.project().changePlan(request)
    let after = try await place.project().billing()
    #expect(after.result.paymentMethod == true && after.result.paidServices == ["modelgates-api"])
    #expect(after.warnings.isEmpty)
  }

  @Test func gatewayThatDoesNotTellIsTakenByWhatItSaidOnce() async throws {
    try await add()
    let unknown = HTTPResponse(status: 404, body: Array("{}".utf8))
    let port = RecordingPort(place.sandbox, faults: [.reply(path: "/provisioning/account", unknown)])
    let outcome = try await place.project(port).billing()
    #expect(outcome.result.paymentMethod == false)
    #expect(outcome.warnings.contains { $0.contains("when the account was linked") })
  }

  @Test(arguments: [nil, "modelgates", "ModelGates", "modelgates/api", "modelgates-api"])
  func dashboardHasAShortLivedAddress(provider: String?) async throws {
    try await add()
    let report = try await place.project().dashboard(of: provider).result
    #expect(report.provider == "modelgates")
    #expect(report.url.hasPrefix("http"))
    #expect(report.expiresAt == "2026-03-02T10:05:00Z")
    #expect(report.opened == nil)
  }

  @Test func billingPageIsAskedForAndDoneWithout() async throws {
    try await add()
    #expect(try await place.project().billingAddress().result.url.contains("/billing"))
    let port = RefusingPages(gateway: place.sandbox)
    let outcome = try await place.project(port).billingAddress()
    #expect(!outcome.result.url.contains("/billing"))
    #expect(outcome.nextSteps.contains { $0.contains("never ask for card numbers") })
  }

  /// A gateway whose deep links lead to the dashboard's first page only.
  private struct RefusingPages: HTTPPort {
    let gateway: any HTTPPort
    var name: String { gateway.name }
    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
      if case .json(let body) = request.body, body["path"] != nil {
        return HTTPResponse(status: 400, body: Array(#"{"error":{"code":"invalid_path","message":"no"}}"#.utf8))
      }
      return try await gateway.send(request)
    }
  }

  @Test func unknownProviderIsRefusedWithCandidates() async throws {
    try await add()
    let error = await projectError { try await place.project().dashboard(of: "neon") }
    #expect(error?.code == .resourceNotFound && error?.details?["candidates"] == ["modelgates"])
  }
}
