import Gateway
import Testing

@Suite struct ProvisioningTests {
  private let token = Secret("at-1")

  @Test func accountMadeInlineComesWithItsCredentials() async throws {
    let port = ScriptedPort(
      .http(
        200,
        #"{"type":"credentials","credentials":{"type":"bearer","bearer":{"access_token":"at-1","refresh_token":"rt-1","expires_in":3600,"account":{"id":"acct_1","payment_credentials":null}}}}"#
      ))
    let reply = try await GatewayClient(port).provisioning.requestAccount(
      requestID: "acctreq_1", email: "a@example.com")
    guard case .credentials(let credentials) = reply else {
      Issue.record("no credentials")
      return
    }
    #expect(credentials.accessToken.revealed == "at-1")
    #expect(credentials.refreshToken?.revealed == "rt-1")
    #expect(credentials.accountID.text == "acct_1")
    #expect(!"\(reply)".contains("at-1"))
    #expect(
      port.requests == [
        #"POST /provisioning/account_requests [API-Version: 0.1d] {"id":"acctreq_1","object":"account_request","email":"a@example.com","scopes":[],"orchestrator":{"type":"modelgates"}}"#
      ])
  }

  @Test(arguments: [
    (#"{"type":"oauth","oauth":{"code":"c-1"}}"#, "code c-1"),
    (#"{"type":"requires_auth","requires_auth":{"url":"https://m.example/link"}}"#, "browser https://m.example/link"),
    (
      #"{"type":"requires_auth","requires_auth":{"redirect_url":"https://m.example/r"}}"#, "browser https://m.example/r"
    ),
    (#"{"type":"requires_auth"}"#, "browser nil"),
    (#"{"type":"error","error":{"code":"rate_limited","message":"later"}}"#, "refused rate_limited"),
  ])
  func otherAnswersToAccountRequestsAreTold(body: String, answer: String) async throws {
    let client = GatewayClient(ScriptedPort(.http(200, body))).provisioning
    let told =
      switch try await client.requestAccount(requestID: "acctreq_1", email: "a@example.com") {
      case .credentials: "credentials"
      case .authorizationCode(let code): "code " + code.revealed
      case .browserNeeded(let url): "browser " + (url?.text ?? "nil")
      case .refused(let error): "refused " + error.code.name
      case .pending, .informationNeeded: "more"
      }
    #expect(told == answer)
  }

  @Test(arguments: [
    #"{"type":"magic"}"#, "{}", #"{"type":"oauth","oauth":{}}"#, #"{"type":"credentials"}"#,
    #"{"type":"credentials","credentials":{"type":"bearer","bearer":{"access_token":"a","account":{}}}}"#,
  ])
  func accountRepliesOfOtherShapesAreInvalid(body: String) async {
    let client = GatewayClient(ScriptedPort(.http(200, body))).provisioning
    let error = await #expect(throws: GatewayError.self) {
      try await client.requestAccount(requestID: "acctreq_1", email: "a@example.com")
    }
    #expect(error?.code == .invalidResponse)
  }

  @Test func codesAndRefreshTokensAreExchangedAsForms() async throws {
    let reply = #"{"token_type":"bearer","access_token":"at-2","expires_in":60,"account":{"id":"acct_1"}}"#
    let port = ScriptedPort(.http(200, reply))
    let client = GatewayClient(port).provisioning
    #expect(try await client.exchangeToken(.authorizationCode(Secret("c-1"))).accessToken.revealed == "at-2")
    #expect(try await client.exchangeToken(.refreshToken(Secret("rt-1"))).refreshToken == nil)
    #expect(
      port.requests == [
        "POST /provisioning/oauth/token [API-Version: 0.1d] grant_type=authorization_code&code=c-1",
        "POST /provisioning/oauth/token [API-Version: 0.1d] grant_type=refresh_token&refresh_token=rt-1",
      ])
  }

  @Test func resourceIsMadeUnderItsOperationID() async throws {
    let port = ScriptedPort(
      .http(
        200,
        #"{"status":"complete","id":"res_1","service_id":"api","complete":{"access_configuration":{"api_key":"sk-1","type":"bearer"}}}"#
      ))
    let new = NewResource(operationID: "op_1", serviceID: "api", plan: .payAsYouGo, projectID: "project_1")
    let reply = try await GatewayClient(port).provisioning.createResource(new, accessToken: token)
    #expect(reply.status == .complete)
    #expect(reply.apiKey?.revealed == "sk-1")
    #expect(!"\(reply)".contains("sk-1"))
    #expect(
      port.requests == [
        #"POST /provisioning/resources [API-Version: 0.1d, Idempotency-Key: op_1] bearer=at-1 {"service_id":"api","project_id":"project_1","orchestrator_resource_id":"op_1","configuration":{"plan":"pay_as_you_go"}}"#
      ])
  }

  @Test func limitTermsAndPaymentGoWithARequest() async throws {
    let port = ScriptedPort(
      .http(200, #"{"status":"complete","id":"res_1"}"#), .http(200, #"{"status":"complete","id":"res_1"}"#))
    var options = ResourceOptions()
    options.limit = .set(5, .monthly)
    options.acceptsTerms = true
    options.paymentToken = Secret(Array("spt_1".utf8))
    let client = GatewayClient(port).provisioning
    _ = try await client.updateService(
      id: "res_1", serviceID: "api", plan: .payAsYouGo, options: options, operationID: nil, accessToken: token)
    var limitless = ResourceOptions()
    limitless.limit = .remove
    _ = try await client.updateService(
      id: "res_1", serviceID: "api", plan: nil, options: limitless, operationID: "op_1", accessToken: token)
    #expect(
      port.requests == [
        #"POST /provisioning/resources/res_1/update_service [API-Version: 0.1d] bearer=at-1 {"service_id":"api","configuration":{"plan":"pay_as_you_go","limit":5,"limit_reset":"monthly"},"tos_acceptance":{"accepted":true},"payment_credentials":{"type":"stripe_payment_token","stripe_payment_token":"spt_1"}}"#,
        #"POST /provisioning/resources/res_1/update_service [API-Version: 0.1d, Idempotency-Key: op_1] bearer=at-1 {"service_id":"api","configuration":{"limit":null,"limit_reset":null}}"#,
      ])
  }

  @Test func accountsStandingIsKnownWhereTheGatewaySaysIt() async throws {
    let port = ScriptedPort(
      .http(200, #"{"payment_method_on_file":true,"terms_accepted":null,"more":1}"#), .http(404, "{}"),
      .http(401, "{}"))
    let client = GatewayClient(port).provisioning
    let status = try await client.accountStatus(accessToken: token)
    #expect(status?.paymentMethodOnFile == true && status?.termsAccepted == nil)
    #expect(try await client.accountStatus(accessToken: token) == nil)
    await #expect(throws: GatewayError.self) { try await client.accountStatus(accessToken: token) }
  }

  @Test(arguments: ["pending", "needs_information", "pending_removal"])
  func resourceMayBeWithoutAKey(status: String) async throws {
    let client = GatewayClient(ScriptedPort(.http(200, #"{"status":"\#(status)","id":"res_1"}"#))).provisioning
    let reply = try await client.resource(id: "res_1", accessToken: token)
    #expect(reply.status.name == status)
    #expect(reply.apiKey == nil)
  }

  @Test func removalMustBeConfirmed() async throws {
    let port = ScriptedPort(
      .http(200, #"{"status":"removed","id":"res_1"}"#), .http(200, #"{"status":"pending_removal","id":"res_1"}"#))
    let client = GatewayClient(port).provisioning
    try await client.removeResource(id: "res_1", accessToken: token)
    await #expect(throws: GatewayError.self) { try await client.removeResource(id: "res_1", accessToken: token) }
    #expect(port.requests[0] == "POST /provisioning/resources/res_1/remove [API-Version: 0.1d] bearer=at-1 {}")
  }

  @Test func deepLinkMustBeAnAddressOfTheWeb() async throws {
    let port = ScriptedPort(
      .http(200, #"{"purpose":"dashboard","url":"https://m.example/d","expires_at":"2026-01-01T00:00:00Z"}"#),
      .http(200, #"{"purpose":"dashboard","url":"javascript:alert(1)"}"#))
    let client = GatewayClient(port).provisioning
    #expect(try await client.deepLink(purpose: "dashboard", accessToken: token).url.text == "https://m.example/d")
    await #expect(throws: GatewayError.self) { try await client.deepLink(purpose: "dashboard", accessToken: token) }
  }

  @Test func catalogueIsFollowedPageByPageAndUnreadableEntriesAreLeftOut() async throws {
    let port = ScriptedPort(
      .http(
        200,
        #"{"data":[{"id":"prvsvc_1","service_id":"api","provider_name":"ModelGates","kind":"deployable","categories":["ai"],"pricing":{"type":"component","paid":null,"component":{"options":[{"type":"free","paid":null},{"type":"paid","paid":{"freeform":"Per token."}}]}},"llm_context":null},7],"next_cursor":"2"}"#
      ), .http(200, #"{"data":[{"id":"p2","service_id":"free","provider_name":"ModelGates","kind":"plan"}]}"#))
    let services = try await GatewayClient(port).provisioning.services()
    #expect(services.map(\.reference) == ["modelgates/api", "modelgates/free"])
    #expect(services.map(\.entryKind) == [.deployable, .plan])
    #expect(services[0].pricing?.component?.options[1].paid?.freeform?.text == "Per token.")
    #expect(port.requests[1] == "GET /provisioning/services?cursor=2 [API-Version: 0.1d]")
  }

  @Test func endlessCatalogueIsGivenUp() async {
    let port = ScriptedPort(.http(200, #"{"data":[],"next_cursor":"again"}"#))
    let error = await #expect(throws: GatewayError.self) { try await GatewayClient(port).provisioning.services() }
    #expect(error?.code == .invalidResponse)
  }

  @Test(arguments: [("free", Plan.free), ("pay-as-you-go", .payAsYouGo), ("pay_as_you_go", .payAsYouGo), ("gold", nil)])
  func bothSpellingsOfPlansAreRead(text: String, plan: Plan?) {
    #expect(Plan(text: text) == plan)
  }
}
