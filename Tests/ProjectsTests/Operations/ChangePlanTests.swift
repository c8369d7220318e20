import Files
import Gateway
import JSON
import Projects
import Testing

@Suite struct ChangePlanTests {
  private let place: Workplace

  init() async throws {
    place = try Workplace()
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
  }

  private func request(_ plan: Plan, isPaid: Bool = true) -> ChangePlanRequest {
    var request = ChangePlanRequest(reference: "modelgates/api", plan: plan)
    request.confirmsPaid = isPaid
    return request
  }

  private func withPaymentMethod() async throws {
    try await place.administer("/sandbox/payment_method", #"{"on_file":true}"#)
  }

  @Test func keyStaysOnTheWayUpAndDown() async throws {
    try await withPaymentMethod()
    let key = try #require(place.envKey())
    let env = place.env
    let up = try await place.project().changePlan(request(.payAsYouGo)).result
    #expect(up.status == .changed && up.previousPlan == "free" && up.plan == "pay-as-you-go")
    #expect(try await place.project().listServices().result.services.first?.plan == "pay-as-you-go")
    let down = try await place.project().changePlan(request(.free, isPaid: false)).result
    #expect(down.status == .changed && down.previousPlan == "pay-as-you-go" && down.plan == "free")
    #expect(try await place.project().changePlan(request(.free)).result.status == .unchanged)
    #expect(place.env == env)
    #expect(await place.accepts(key))
    #expect(try await place.liveKeys() == 1)
  }

  @Test func paidPlanNeedsAPaymentMethod() async throws {
    let error = await projectError { try await place.project().changePlan(request(.payAsYouGo)) }
    #expect(error?.code == .paymentMethodRequired)
    #expect(error?.hint?.contains("modelgates billing add") == true)
    #expect(error?.details?["preflight"] != nil)
    let status = try await place.project().status().result
    #expect(status.services.first?.plan == "free" && status.unfinished.isEmpty)
  }

  /// A gateway that doesn't say how an account stands refuses by itself.
  @Test func refusalOfTheGatewayChangesNothing() async throws {
    let unknown = HTTPResponse(status: 404, body: Array("{}".utf8))
    let port = RecordingPort(place.sandbox, faults: [.reply(path: "/provisioning/account", unknown)])
    let error = await projectError { try await place.project(port).changePlan(request(.payAsYouGo)) }
    #expect(error?.code == .paymentMethodRequired && error?.details == nil)
    #expect(error?.message.contains("status 200") == true)
    #expect(try await place.project().status().result.unfinished.isEmpty)
  }

  @Test func paidPlanNeedsItsOwnConsent() async throws {
    try await withPaymentMethod()
    let error = await projectError { try await place.project().changePlan(request(.payAsYouGo, isPaid: false)) }
    #expect(error?.code == .confirmationRequired)
    #expect(error?.hint?.contains("confirm_paid") == true)
    #expect(try await place.project().listServices().result.services.first?.plan == "free")
  }

  @Test func paymentTokenPaysOnceAndIsKeptNowhere() async throws {
    let token = "spt_1abcdefghijklmnop"
    let project = try place.project(paymentToken: Secret(token))
    #expect(try await project.changePlan(request(.payAsYouGo)).result.status == .changed)
    for (path, bytes) in try place.files() {
      #expect(!String(decoding: bytes, as: UTF8.self).contains(token), "\(path)")
    }
    _ = try await place.project().changePlan(request(.free))
    #expect(await projectError { try await place.project().changePlan(request(.payAsYouGo)) } != nil)
  }

  @Test func interruptedChangeIsFinishedWithoutItsToken() async throws {
    // With a token nobody asks for a payment method, but for terms.
    let port = RecordingPort(place.sandbox, faults: [.replyLost(atCall: 2, forever: false)])
    let project = try place.project(port, paymentToken: Secret("spt_1abcdefghijklmnop"))
    let error = await projectError { try await project.changePlan(request(.payAsYouGo)) }
    #expect(error?.retryable == true)
    #expect(try await place.project().status().result.unfinished.map(\.operation) == ["change_plan"])
    let outcome = try await place.project().pullEnvironment()
    #expect(outcome.warnings.contains { $0.contains("change_plan of modelgates-api was finished") })
    #expect(try await place.project().listServices().result.services.first?.plan == "pay-as-you-go")
  }

  @Test func changeThatNeverArrivedIsUndoneWithoutItsToken() async throws {
    let garbled = HTTPResponse(status: 502, body: [])
    let lost = RecordingPort(place.sandbox, faults: [.reply(path: "/provisioning/resources", garbled)])
    let project = try place.project(lost, paymentToken: Secret("spt_1abcdefghijklmnop"))
    #expect(await projectError { try await project.changePlan(request(.payAsYouGo)) }?.retryable == true)
    let outcome = try await place.project().pullEnvironment()
    #expect(outcome.warnings.contains { $0.contains("was undone") })
    #expect(try await place.project().listServices().result.services.first?.plan == "free")
    #expect(try await place.project().status().result.unfinished.isEmpty)
  }

  @Test func dryRunListsEveryBlockerAndWritesNothing() async throws {
    try await place.administer("/sandbox/terms", #"{"accepted":false}"#)
    let before = try place.files()
    let report = try await place.project().checkPlanChange(request(.payAsYouGo, isPaid: false)).result
    #expect(report.status == .blocked && report.ready == false)
    let failed = try #require(report.preflight).filter { !$0.pass }
    #expect(failed.map(\.code) == ["payment_method_required", "tos_acceptance_required", "confirmation_required"])
    #expect(failed.allSatisfy { $0.remedy?.isEmpty == false })
    try await withPaymentMethod()
    var agreed = request(.payAsYouGo)
    agreed.acceptsTerms = true
    #expect(try await place.project().checkPlanChange(agreed).result.status == .ready)
    #expect(
      try place.files().filter { $0.path.value.contains("/app/") }.map(\.bytes)
        == before.filter { $0.path.value.contains("/app/") }.map(\.bytes))
  }

  @Test func termsAreAcceptedWithTheChange() async throws {
    try await withPaymentMethod()
    try await place.administer("/sandbox/terms", #"{"accepted":false}"#)
    let error = await projectError { try await place.project().changePlan(request(.payAsYouGo)) }
    #expect(error?.code == .termsNotAccepted)
    var accepting = request(.payAsYouGo)
    accepting.acceptsTerms = true
    #expect(try await place.project().changePlan(accepting).result.status == .changed)
  }

  @Test func keyWithoutAnAccountHasNoPlan() async throws {
    let managed = try Workplace()
    let refusal = HTTPResponse(status: 404, body: Array("{}".utf8))
    let port = RecordingPort(managed.sandbox, faults: [.reply(path: "/provisioning", refusal)])
    let project = try managed.project(port, managementKey: Secret(place.adminKey))
    _ = try await project.addService(AddServiceRequest(reference: "modelgates/api"))
    let error = await projectError { try await project.changePlan(request(.payAsYouGo)) }
    #expect(error?.code == .invalidArgument)
  }

  @Test func sameIdempotencyKeyGivesTheSameResult() async throws {
    try await withPaymentMethod()
    var keyed = request(.payAsYouGo)
    keyed.idempotencyKey = "up"
    let first = try await place.project().changePlan(keyed).result
    _ = try await place.project().changePlan(request(.free))
    #expect(try await place.project().changePlan(keyed).result.jsonText == first.jsonText)
    #expect(try await place.project().listServices().result.services.first?.plan == "free")
  }
}
