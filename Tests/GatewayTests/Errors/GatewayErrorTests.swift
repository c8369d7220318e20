import Gateway
import Testing

@Suite struct GatewayErrorTests {
  private let key = Secret("sk-mg-v1-0123456789abcdef")

  @Test(arguments: [
    (400, "invalid_request", false), (401, "unauthenticated", false), (402, "insufficient_credits", false),
    (403, "permission_denied", false), (404, "not_found", false), (408, "gateway_unavailable", true),
    (409, "conflict", false), (410, "not_found", false), (413, "invalid_request", false),
    (422, "invalid_request", false), (429, "rate_limited", true), (500, "gateway_error", true),
    (501, "gateway_error", true), (502, "gateway_unavailable", true), (503, "gateway_unavailable", true),
    (504, "gateway_unavailable", true), (524, "gateway_unavailable", true), (529, "gateway_unavailable", true),
    (302, "invalid_response", false), (100, "invalid_response", false), (999, "invalid_response", false),
  ])
  func everyStatusHasItsCode(status: Int, code: String, retryable: Bool) async {
    let port = ScriptedPort(.http(status, #"{"error":{"code":\#(status),"message":"No."}}"#))
    let error = await #expect(throws: GatewayError.self) { try await GatewayClient(port).keyInfo(key: key) }
    #expect(error?.code.name == code)
    #expect(error?.retryable == retryable)
    #expect(error?.status == status)
    #expect(error?.message.hasSuffix(#"It said: "No.""#) == true)
  }

  @Test(arguments: [
    ("requires_payment_credentials", "payment_method_required"), ("invalid_grant", "unauthenticated"),
    ("unknown_service", "not_found"), ("project_id_conflict", "conflict"), ("rate_limited", "rate_limited"),
    ("invalid_api_version", "invalid_request"), ("remove_failed", "gateway_error"),
    ("something_new", "gateway_error"),
  ])
  func wordsOfTheProvisioningProtocolAreUnderstood(word: String, code: String) async {
    let port = ScriptedPort(.http(200, #"{"status":"error","error":{"code":"\#(word)","message":"m"}}"#))
    let error = await #expect(throws: GatewayError.self) {
      try await GatewayClient(port).provisioning.resource(id: "res_1", accessToken: key)
    }
    #expect(error?.code.name == code)
  }

  @Test func errorInsideASuccessfulReplyIsNoticed() async {
    let port = ScriptedPort(.http(200, #"{"error":{"code":429,"message":"slow down"},"data":{}}"#))
    let error = await #expect(throws: GatewayError.self) { try await GatewayClient(port).keyInfo(key: key) }
    #expect(error?.code == .rateLimited)
    #expect(error?.status == 429)
  }

  @Test func errorInsideAChoiceIsNoticed() async {
    let port = ScriptedPort(.http(200, #"{"choices":[{"error":{"code":502,"message":"Provider returned error"}}]}"#))
    let error = await #expect(throws: GatewayError.self) {
      try await GatewayClient(port).complete(model: "a/b", messages: [.init(.user, "Hi")], maxTokens: 5, key: key)
    }
    #expect(error?.code == .gatewayUnavailable)
  }

  @Test func nullErrorIsNoError() async throws {
    let port = ScriptedPort(.http(200, #"{"error":null,"data":{"label":"a"}}"#))
    #expect(try await GatewayClient(port).keyInfo(key: key).label?.text == "a")
  }

  @Test(arguments: ["", "<html>", "{\"data\":", "[]", "{}", #"{"data":[]}"#, #"{"data":{"usage":"much"}}"#, "\u{0}"])
  func repliesThatAreNotTheApiAreInvalid(body: String) async {
    let error = await #expect(throws: GatewayError.self) {
      try await GatewayClient(ScriptedPort(.http(200, body))).keyInfo(key: key)
    }
    #expect(error?.code == .invalidResponse)
    #expect(error?.retryable == false)
  }

  @Test func refusalWithoutAJsonBodyKeepsItsStatus() async {
    let error = await #expect(throws: GatewayError.self) {
      try await GatewayClient(ScriptedPort(.http(503, "<h1>Busy</h1>"))).keyInfo(key: key)
    }
    #expect(error?.message == "GET /key: the gateway can't answer now (status 503).")
  }

  @Test(arguments: [
    ("3", 3000), ("0", 0), ("999999999", 86_400_000), ("-1", nil), ("Wed, 21 Oct 2026 07:28:00 GMT", nil),
    ("99999999999999999999", nil),
  ])
  func retryAfterIsReadInSeconds(field: String, milliseconds: Int?) async {
    let port = ScriptedPort(.http(429, "{}", fields: [(name: "retry-after", value: field)]))
    let error = await #expect(throws: GatewayError.self) { try await GatewayClient(port).keyInfo(key: key) }
    #expect(error?.retryAfterMs == milliseconds)
  }

  @Test(arguments: [
    (HTTPFailure.Code.unreachable, "gateway_unavailable", true), (.timedOut, "gateway_unavailable", true),
    (.cutOff, "gateway_unavailable", true), (.certificate, "gateway_unavailable", false),
    (.unavailable, "gateway_unavailable", false), (.tooLarge, "invalid_response", false),
    (.redirected, "invalid_response", false),
  ])
  func failuresOfTheConnectionAreMapped(failure: HTTPFailure.Code, code: String, retryable: Bool) async {
    for mayHaveArrived in [true, false] {
      let port = ScriptedPort(.failure(HTTPFailure(failure, "It broke.", mayHaveArrived: mayHaveArrived)))
      let error = await #expect(throws: GatewayError.self) { try await GatewayClient(port).keyInfo(key: key) }
      #expect(error?.code.name == code)
      #expect(error?.retryable == retryable)
      #expect(error?.mayHaveTakenEffect == mayHaveArrived)
      #expect(error?.message == "GET /key got no complete reply: It broke.")
    }
  }

  @Test func callsForManagementKeysSaySo() async {
    let without = ScriptedPort(.http(500, "{}"))
    let missing = await #expect(throws: GatewayError.self) {
      try await GatewayClient(without, managementKey: nil).credits()
    }
    #expect(missing?.code == .managementKeyRequired)
    #expect(without.requests.isEmpty)

    let refusing = ScriptedPort(.http(403, #"{"error":{"code":403,"message":"Only management keys"}}"#))
    let refused = await #expect(throws: GatewayError.self) { try await GatewayClient(refusing).credits() }
    #expect(refused?.code == .managementKeyRequired)
  }
}
