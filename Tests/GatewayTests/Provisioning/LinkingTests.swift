import Gateway
import JSON
import Testing

/// What a request for an account sends, and how its newer replies are read.
@Suite struct LinkingTests {
  @Test func theChallengeGoesFirstAndTheVerifierWithTheCode() async throws {
    let proof = ProofKey(verifier: Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
    let port = ScriptedPort(
      .http(200, #"{"type":"oauth","oauth":{"code":"c-1"}}"#),
      .http(200, #"{"token_type":"bearer","access_token":"at-2","account":{"id":"acct_1"}}"#))
    let client = GatewayClient(port).provisioning
    // RFC 7636 appendix B.
    let challenge = try proof.challenge()
    #expect(challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    _ = try await client.requestAccount(requestID: "acctreq_1", email: "a@example.com", codeChallenge: challenge)
    _ = try await client.exchangeToken(.authorizationCode(Secret("c-1"), verifier: proof.verifier))
    #expect(
      port.requests == [
        #"POST /provisioning/account_requests [API-Version: 0.1d] {"id":"acctreq_1","object":"account_request","email":"a@example.com","scopes":[],"orchestrator":{"type":"modelgates"},"code_challenge":"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM","code_challenge_method":"S256"}"#,
        "POST /provisioning/oauth/token [API-Version: 0.1d] grant_type=authorization_code&code=c-1&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
      ])
  }

  @Test func everyProofIsNewAndCannotBePrinted() throws {
    let (first, second) = (ProofKey(), ProofKey())
    #expect(first.verifier != second.verifier && first.verifier.revealed.count == 43)
    #expect(!"\(first)".contains(first.verifier.revealed))
  }

  @Test func informationIsAskedForAndGiven() async throws {
    let port = ScriptedPort(
      .http(
        200,
        #"{"type":"needs_information","needs_information":{"schema":{"type":"object","properties":{"country":{"type":"string","description":"Where\u001b[2J?"},"vat":{"title":"VAT number"},"bad\u202ename":{},"more":7},"required":["country",5]}}}"#
      ))
    let reply = try await GatewayClient(port).provisioning.requestAccount(
      requestID: "acctreq_1", email: "a@example.com", information: ["country": "DE"])
    guard case .informationNeeded(let information) = reply else {
      Issue.record("expected a question")
      return
    }
    #expect(information.items.map(\.name) == ["country", "vat", "more"])
    #expect(information.items.map(\.isRequired) == [true, false, false])
    #expect(information.items.map(\.meaning) == ["Where[2J?", "VAT number", nil])
    #expect(port.requests[0].contains(#""submitted_information":{"country":"DE"}"#))
  }

  @Test(arguments: ["null", "[]", "7", "{}", #"{"schema":null}"#, #"{"schema":{"properties":[]}}"#])
  func aQuestionThatCannotBeReadAsksNothing(details: String) async throws {
    let body = #"{"type":"needs_information","needs_information":\#(details)}"#
    let reply = try await GatewayClient(ScriptedPort(.http(200, body))).provisioning.requestAccount(
      requestID: "acctreq_1", email: "a@example.com")
    guard case .informationNeeded(let information) = reply else {
      Issue.record("expected a question")
      return
    }
    #expect(information.items.isEmpty)
  }

  @Test func aReplyMaySayThatItTakesTime() async throws {
    let reply = try await GatewayClient(ScriptedPort(.http(200, #"{"type":"pending"}"#))).provisioning.requestAccount(
      requestID: "acctreq_1", email: "a@example.com")
    guard case .pending = reply else {
      Issue.record("expected pending")
      return
    }
  }

  @Test(arguments: [
    "https://m.example", "https://m.example/a?b=c#d", "HTTPS://M.example:8443/x", "http://127.0.0.1:4790/authorize",
    "http://localhost/", "http://[::1]:80/", "https://[2001:db8::1]/",
  ])
  func safeAddressesAreTaken(text: String) { #expect(WebAddress(text)?.text == text) }

  @Test(arguments: [
    "", "m.example", "//m.example", "javascript:alert(1)", "http://m.example/", "https://", "https:///x",
    "https://a:b@m.example/", "https://m.example\\@evil.example/", "https://m.example/ x", "https://mé.example/",
    "https://m.example:port/", "https://[::1", "https://[]/", "http://127.0.0.1.evil.example/", "http://127.0.0.256/",
    "file:///etc/passwd", "https://m.example/\u{7F}",
  ])
  func otherAddressesAreNot(text: String) { #expect(WebAddress(text) == nil) }

  @Test func addressesHaveALimit() {
    #expect(WebAddress("https://m.example/" + String(repeating: "x", count: 1982)) != nil)
    #expect(WebAddress("https://m.example/" + String(repeating: "x", count: 1983)) == nil)
  }
}
