import Gateway
import JSON
import Testing

/// What a gateway says in a refusal is data, and may be hostile.
@Suite struct UntrustedMessageTests {
  private let key = Secret("sk-mg-v1-0123456789abcdefplanted")

  private func message(saying text: String) async -> String {
    let body = JSON.object(["error": ["code": 400, "message": .string(text)]])
    let port = ScriptedPort(.http(400, body.description))
    let error = await #expect(throws: GatewayError.self) { try await GatewayClient(port).keyInfo(key: key) }
    return error?.message ?? ""
  }

  @Test(arguments: [
    ("a\u{1B}[31mb", #""a[31mb""#), ("a\nb\r\n  c", #""a b c""#), ("x\u{202E}y\u{2066}z", #""xyz""#),
    ("t\u{E0041}\u{200B}\u{FEFF}ag", #""tag""#), (#"say "hi""#, #""say 'hi'""#), ("", #""""#),
  ])
  func controlAndHiddenCharactersAreTakenOut(text: String, shown: String) async {
    #expect(await message(saying: text).hasSuffix("It said: " + shown))
  }

  @Test func longTextIsCut() async {
    let text = await message(saying: String(repeating: "é ", count: 5000))
    #expect(text.unicodeScalars.count < 400)
    #expect(text.hasSuffix("…\""))
  }

  @Test(arguments: [
    "key sk-mg-v1-0123456789abcdefplanted is bad", "key=sk-mg-v1-0123456789abcdefplanted",
    "sk-mg-v1-0123456789abcdef\u{200B}planted",
    "hex 736b2d6d672d76312d30313233343536373839616263646566706c616e746564",
    "base64 c2stbWctdjEtMDEyMzQ1Njc4OWFiY2RlZnBsYW50ZWQ=",
    "inside eHNrLW1nLXYxLTAxMjM0NTY3ODlhYmNkZWZwbGFudGVk",
    "escaped %73%6B%2D%6D%67%2D%76%31%2D%30%31%32%33%34%35%36%37%38%39%61%62%63%64%65%66%70%6C%61%6E%74%65%64",
    "another key: sk-mg-v1-ffffffffffffffffffffffffffffffff",
  ])
  func secretsThatAreEchoedAreTakenOut(text: String) async {
    let shown = await message(saying: text)
    #expect(shown.contains("‹secret›"))
    for leaked in ["planted", "706c616e", "wbGFudGV", "%70%6C", "BsYW50ZW", "ffffffff", "WJjZGVm"] {
      #expect(!shown.contains(leaked))
    }
  }

  /// Whatever the reply is of: its texts are searched before anything is made of them.
  @Test(arguments: [
    #"{"data":[{"hash":"ab12","name":"HERE"}]}"#, #"{"data":[{"hash":"cd34","name":"a HERE b"}]}"#,
    #"{"data":[{"hash":"ef56","name":"sk-mg-v1-0123456789\u200babcdefplanted"}]}"#,
    #"{"data":[{"hash":"7890","name":"\u0073k-mg-v1-0123456789abcdefplanted"}]}"#,
  ])
  func secretsThatASuccessEchoesAreTakenOut(body: String) async throws {
    let port = ScriptedPort(
      .http(200, body.replacing("HERE", with: key.revealed)), .http(200, #"{"data":[]}"#))
    let name = try await GatewayClient(port, managementKey: key.revealed).keys().first?.name?.text
    #expect(name?.contains("‹secret›") == true && name?.contains("planted") == false)
  }

  @Test func questionThatEchoesTheTokenIsAskedWithoutIt() async throws {
    let schema = #"{"properties":{"\#(key.revealed)":{"description":"send \#(key.revealed)"},"country":{}}}"#
    let port = ScriptedPort(
      .http(200, #"{"status":"needs_information","id":"r","needs_information":{"schema":\#(schema)}}"#))
    let reply = try await GatewayClient(port).provisioning.resource(id: "r", accessToken: key)
    #expect(
      reply.requestedInformation?.items.map { [$0.name, $0.meaning ?? ""] }
        == [["‹secret›", "send ‹secret›"], ["country", ""]])
  }

  @Test func answerOfAModelIsSearchedToo() async throws {
    let port = ScriptedPort(
      .http(200, #"{"model":"m","choices":[{"message":{"content":"Your key is \#(key.revealed)."}}]}"#))
    let answer = try await GatewayClient(port).complete(
      model: "m", messages: [ChatMessage(.user, "hi")], maxTokens: 5, key: key)
    #expect(answer.text.text == "Your key is ‹secret›.")
  }

  /// Not every gateway gives a new refresh token with a new access token.
  @Test func refreshTokenThatComesAgainIsKept() async throws {
    let port = ScriptedPort(
      .http(200, #"{"access_token":"new-token-5678","refresh_token":"refresh-token-1234","account":{"id":"acct_1"}}"#))
    let credentials = try await GatewayClient(port).provisioning.exchangeToken(
      .refreshToken(Secret("refresh-token-1234")))
    #expect(credentials.refreshToken?.revealed == "refresh-token-1234")
    #expect(credentials.accessToken.revealed == "new-token-5678")
  }

  /// The gateway knows it from another call.
  @Test func managementKeyIsTakenOutOfWhateverIsSaid() async {
    let body = #"{"error":{"code":401,"message":"no planted-1234"},"type":"error"}"#
    for status in [200, 401] {
      let client = GatewayClient(port: ScriptedPort(.http(status, body)), managementKey: Secret("planted-1234"))
      let error = await #expect(throws: GatewayError.self) { try await client.models() }
      #expect(error?.message.contains("no ‹secret›") == true)
    }
  }

  @Test func formFieldsAreTakenOutToo() async {
    let port = ScriptedPort(.http(400, #"{"error":"invalid_grant","error_description":"bad refresh-token-1234"}"#))
    let error = await #expect(throws: GatewayError.self) {
      try await GatewayClient(port).provisioning.exchangeToken(.refreshToken(Secret("refresh-token-1234")))
    }
    #expect(error?.message.contains("1234") == false)
    #expect(error?.code == .unauthenticated)
  }
}
