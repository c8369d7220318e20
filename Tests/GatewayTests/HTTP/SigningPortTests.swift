import Gateway
import JSON
import Testing

struct SigningPortTests {
  /// The codes are those of `openssl dgst -sha256 -hmac whsec_test`.
  @Test(arguments: [
    (HTTPRequest(.get, "/provisioning/health"), "6f896824ff5118fd2ce47ec3bfe5fc42c795450c766ce7f36b565a7554456de9"),
    (
      HTTPRequest(.post, "/provisioning/resources", body: .json(["a": "é"])),
      "53a9a757efe27d34c3128c32cf0f873d1489c604da38242baa70ce2e5e37dc9e"
    ),
    (
      HTTPRequest(.post, "/provisioning/oauth/token", body: .form([(name: "code", value: Secret("a b"))])),
      "76d7257c3735e6950b1513f82cf38359e9466c4386069958d80ec7bb06f93881"
    ),
  ])
  func provisioningRequestsAreSigned(request: HTTPRequest, code: String) async throws {
    let port = ScriptedPort(.http(200, "{}"))
    _ = try await SigningPort(port, secret: Secret("whsec_test"), now: { 1_760_000_000 }).send(request)
    #expect(port.requests.first?.contains("[Stripe-Signature: t=1760000000,v1=\(code)]") == true, "\(port.requests)")
  }

  @Test func requestsOfTheApiAreNotSigned() async throws {
    let port = ScriptedPort(.http(200, "{}"))
    _ = try await SigningPort(port, secret: Secret("whsec_test"), now: { 0 }).send(HTTPRequest(.get, "/key"))
    #expect(port.requests == ["GET /key"])
  }
}
