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
    #expect(error?.hint?.isEmpty == false || code == "not_found")
    #expect(error?.message.hasSuffix(#"It said: "No.""#) == true)
  }

  /// The vocabularies of the API (`code`, `metadata.error_type`, `availability`) and of the provisioning protocol.
  @Test(arguments: [
    ("payment_method_required", ["requires_payment_credentials", "billing_activation_failed"]),
    (
      "unauthenticated",
      ["authentication", "unauthorized", "invalid_grant", "invalid_client", "unauthorized_client", "invalid_signature"]
    ),
    ("insufficient_credits", ["payment_required"]),
    (
      "permission_denied",
      [
        "permission_denied", "forbidden", "content_policy_violation", "refusal", "deep_links_not_enabled",
        "invalid_scope", "region_restricted", "privacy_restricted", "constraint_filtered",
      ]
    ),
    (
      "not_found",
      [
        "not_found", "unknown_service", "invalid_resource_id", "model_not_found", "no_endpoints", "model_deprecated",
        "free_variant_ended",
      ]
    ),
    ("conflict", ["project_id_conflict", "invalid_state", "destructive_update"]),
    ("rate_limited", ["rate_limited", "rate_limit_exceeded"]),
    (
      "invalid_request",
      [
        "invalid_request", "invalid_prompt", "unprocessable", "payload_too_large", "precondition_failed",
        "context_length_exceeded", "max_tokens_exceeded", "token_limit_exceeded", "string_too_long",
        "invalid_api_version", "missing_service_id", "invalid_label_prefix", "body_not_readable", "body_not_decodable",
        "invalid_path", "unsupported_grant_type", "expired", "account_request_expired", "image_too_large",
        "image_not_found", "wrong_endpoint",
      ]
    ),
    (
      "gateway_unavailable",
      [
        "timeout", "provider_overloaded", "provider_unavailable", "model_unavailable_upstream", "capacity_exhausted",
        "temporarily_unavailable",
      ]
    ),
    (
      "gateway_error",
      [
        "server", "server_error", "account_creation_failed", "team_resolution_failed", "no_team",
        "credential_rotation_failed", "remove_failed", "something_new",
      ]
    ),
  ])
  func everyWordHasItsCode(code: String, words: [String]) async {
    for word in words {
      let bodies = [
        #"{"status":"error","error":{"code":"\#(word)","message":"m"}}"#,
        #"{"error":{"code":200,"message":"m","metadata":{"error_type":"\#(word)"}}}"#,
        #"{"error":{"code":404,"message":"m","availability":{"code":"\#(word)"}}}"#, #"{"error":"\#(word)"}"#,
      ]
      for body in bodies where word != "something_new" || body == bodies[0] {
        let error = await #expect(throws: GatewayError.self) {
          try await GatewayClient(ScriptedPort(.http(200, body))).provisioning.resource(id: "res_1", accessToken: key)
        }
        #expect(error?.code.name == code, "\(body)")
        #expect(error?.hint != nil || code == "not_found")
      }
    }
  }

  @Test func mostSpecificWordDecides() async {
    let body = """
      {"error":{"code":503,"message":"m","metadata":{"error_type":"provider_unavailable"},\
      "availability":{"code":"free_variant_ended","retry_after":null}}}
      """
    let error = await #expect(throws: GatewayError.self) {
      try await GatewayClient(ScriptedPort(.http(503, body))).keyInfo(key: key)
    }
    #expect(error?.code == .notFound && error?.hint?.contains(":free") == true)
  }

  @Test func modelThatIsBusySaysHowLongToWait() async {
    let body = #"{"error":{"code":503,"message":"m","availability":{"code":"capacity_exhausted","retry_after":7}}}"#
    for (fields, wait) in [([], 7000), ([(name: "Retry-After", value: "3")], 3000)] {
      let error = await #expect(throws: GatewayError.self) {
        try await GatewayClient(ScriptedPort(.http(503, body, fields: fields))).keyInfo(key: key)
      }
      #expect(error?.retryAfterMs == wait)
    }
  }

  @Test(arguments: ["true", "1", "[]", #"{"code":"429"}"#, "{}", #""""#])
  func errorOfAnyFormIsNoSuccess(error value: String) async {
    let error = await #expect(throws: GatewayError.self) {
      try await GatewayClient(ScriptedPort(.http(200, #"{"error":\#(value),"data":{}}"#))).keyInfo(key: key)
    }
    #expect(error?.code.name == (value.contains("429") ? "rate_limited" : "gateway_error"))
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

  @Test(arguments: ["null", "false"])
  func errorThatIsNoneIsNoError(value: String) async throws {
    let port = ScriptedPort(.http(200, #"{"error":\#(value),"data":{"label":"a"}}"#))
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
    (.cutOff, "gateway_unavailable", true), (.cancelled, "gateway_unavailable", true),
    (.certificate, "gateway_unavailable", false), (.unavailable, "gateway_unavailable", false),
    (.tooLarge, "invalid_response", false), (.redirected, "invalid_response", false),
    (.malformed, "invalid_response", false), (.invalidRequest, "invalid_request", false),
    (.libraryMissing, "missing_library", false),
  ])
  func failuresOfTheConnectionAreMapped(failure: HTTPFailure.Code, code: String, retryable: Bool) async {
    for mayHaveArrived in [true, false] {
      let port = ScriptedPort(.failure(HTTPFailure(failure, "It broke.", mayHaveArrived: mayHaveArrived)))
      let error = await #expect(throws: GatewayError.self) { try await GatewayClient(port).keyInfo(key: key) }
      #expect(error?.code.name == code)
      #expect(error?.retryable == retryable)
      #expect(error?.mayHaveTakenEffect == mayHaveArrived)
      #expect(error?.message == "GET /key got no complete reply: It broke.")
      #expect(error?.hint != nil || failure == .cancelled)
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
