import Gateway
import JSON
import Projects
import Testing

@Suite struct VerifyKeyTests {
  private let place: Workplace

  init() async throws {
    place = try Workplace()
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
  }

  @Test func keyIsVerifiedWithoutACall() async throws {
    let port = RecordingPort(place.sandbox)
    let report = try await place.project(port).verifyKey().result
    #expect(report.works && report.service == "modelgates-api" && report.gateway == "sandbox")
    #expect(report.model == nil && report.cost == nil)
    #expect(port.calls == ["GET /key"])
  }

  @Test func freeModelAnswersWithoutAConsent() async throws {
    let report = try await place.project().verifyKey(model: "minimax/minimax-m2.5:free").result
    #expect(report.works && report.model?.contains("minimax") == true)
    #expect(report.reply?.isEmpty == false && report.cost == .zero)
  }

  @Test func paidModelIsNeverCalledSilently() async throws {
    let port = RecordingPort(place.sandbox)
    let error = await projectError { try await place.project(port).verifyKey(model: "openai/gpt-4.1-mini") }
    #expect(error?.code == .confirmationRequired && error?.hint?.contains("confirm_paid") == true)
    #expect(!port.calls.contains("POST /chat/completions"))
    try await place.administer("/sandbox/credits", #"{"amount":5}"#)
    let report = try await place.project().verifyKey(model: "openai/gpt-4.1-mini", confirmsPaid: true).result
    #expect(try #require(report.cost) > .zero)
  }

  @Test func keyThatIsRefusedIsAnError() async throws {
    let hash = try #require(try await place.admin.keys().first { !$0.disabled }?.hash.text)
    try await place.admin.setKey(hash: hash, disabled: true)
    let error = await projectError { try await place.project().verifyKey() }
    #expect(error?.code.name == "unauthenticated" && error?.hint?.contains("modelgates rotate") == true)
  }

  /// What a model says is data: it is shortened and cleaned.
  @Test func replyIsCleanedAndShort() async throws {
    let body =
      #"{"model":"a/b:free","choices":[{"message":{"content":"\u001b[2J\u202e\#(String(repeating: "x", count: 5000))"}}]}"#
    let port = RecordingPort(
      place.sandbox, faults: [.reply(path: "/chat", HTTPResponse(status: 200, body: Array(body.utf8)))])
    let reply = try #require(try await place.project(port).verifyKey(model: "a/b:free").result.reply)
    #expect(reply.count <= 201 && !reply.contains("\u{1B}") && !reply.contains("\u{202E}"))
  }
}
