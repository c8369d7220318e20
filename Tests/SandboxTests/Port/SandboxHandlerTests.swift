import HTTP
import JSON
import Sandbox
import Testing

struct SandboxHandlerTests {
  private let port: SandboxPort

  init() throws { port = try SandboxPort() }

  private static let management: HTTPFields = ["Authorization": "Bearer " + TestGateway.management]

  @Test func theApiIsBelowItsBase() async throws {
    #expect(await port.answer("GET /api/v1/models/count") == Answer(200, #"{"data":{"count":359}}"#))
    #expect(await port.response("GET /api/v1/models/count")?.fields["content-type"] == "application/json")
    for path in ["/models/count", "/api/v1", "/api/v1x/models/count", "/api/v1/../models/count", "/api/v1//"] {
      #expect(await port.answer("GET " + path)?.status == 404, "\(path)")
    }
  }

  @Test func theSameContractAsInProcess() async throws {
    let wire = await port.answer("GET /api/v1/key", ["authorization": "bearer  " + TestGateway.management])
    #expect(try await wire == port.gateway.get("/key", as: TestGateway.management))
    let query = await port.answer("GET /api/v1/models?q=deepseek%20r1&category=program+ming&max_price=0")
    let items = [
      (name: "q", value: "deepseek r1"), (name: "category", value: "program ming"), (name: "max_price", value: "0"),
    ]
    #expect(try await query == port.gateway.get("/models", items))
    let account = #"{"id":"acctreq_1","email":"ada@example.com"}"#
    let json: HTTPFields = ["Content-Type": "application/json; charset=utf-8", "API-Version": "0.1d"]
    #expect(await port.answer("POST /api/v1/provisioning/account_requests", json, account)?.status == 200)
    let form = await port.form("/api/v1/provisioning/oauth/token", "grant_type=refresh_token&refresh_token=a%2Bb")
    #expect(form?.json["error"] == "invalid_grant")
  }

  @Test(arguments: [
    ("{", nil, #"{"error":{"code":400,"message":"the body isn't JSON: "#),
    ("[1,]", "application/json", #"{"error":{"code":400,"message":"the body isn't JSON: "#),
    ("x", "text/plain", #"{"error":{"code":415,"message":"the Content-Type is neither JSON nor a form"}}"#),
    ("a=%zz", "application/x-www-form-urlencoded", #"{"error":{"code":400,"message":"the form is malformed"}}"#),
    ("a=%ff", "application/x-www-form-urlencoded", #"{"error":{"code":400,"message":"the form is malformed"}}"#),
  ])
  func bodiesThatCannotBeReadAreRefused(body: String, type: String?, expected: String) async throws {
    var fields = Self.management
    if let type { fields.append("Content-Type", type) }
    let answer = await port.answer("POST /api/v1/keys", fields, body)
    #expect(answer?.body.hasPrefix(expected) == true, "\(answer?.body ?? "")")
  }

  @Test func unreadableBodiesHaveTheErrorsOfTheirEndpoint() async throws {
    let answer = await port.answer("POST /api/v1/provisioning/resources", ["API-Version": "0.1d"], "{")
    #expect(answer?.body.hasPrefix(#"{"status":"error","error":{"code":"invalid_request","#) == true)
  }

  @Test(arguments: [("PUT", 405), ("CONNECT", 405), ("TRACE", 405), ("HEAD", 200), ("DELETE", 405)])
  func methodsThatTheApiDoesNotHaveAreRefused(method: String, status: Int) async throws {
    #expect(await port.answer(method + " /api/v1/models/count")?.status == status)
  }

  @Test func malformedQueriesAreRefused() async throws {
    #expect(await port.answer("GET /api/v1/models?q=%")?.status == 400)
    let many = String(repeating: "a=1&", count: 101)
    #expect(await port.answer("GET /api/v1/models?" + many)?.status == 400)
  }

  @Test(arguments: [
    "127.0.0.1:4790", "localhost:4790", "LOCALHOST:4790", "[::1]:4790",
  ])
  func ownNamesAreServed(host: String) {
    #expect(AllowedHosts.loopback(port: 4790).contains(host))
  }

  @Test(arguments: [
    "evil.example:4790", "127.0.0.1", "127.0.0.1:4791", "127.0.0.1:", "localhost.evil.example:4790", "192.168.1.2:4790",
    "", ":4790", "[::1]", "127.0.0.1:4790:4790", "127.0.0.1:+4790", "127.0.0.2:4790",
  ])
  func otherNamesAreNot(host: String) {
    #expect(!AllowedHosts.loopback(port: 4790).contains(host))
    let head = RequestHead(method: "GET", path: "/", host: host)
    let refusal = port.handler.refusal(of: head)
    #expect(refusal?.status == 421 && refusal?.closesConnection == true)
  }

  @Test func anOpenPortIsKnownByNumbersAndItsOwnName() {
    let hosts = AllowedHosts.open(host: "Box.example", port: 80)
    for host in ["box.example", "box.example:80", "192.168.1.2", "[fe80::1]:80", "localhost"] {
      #expect(hosts.contains(host), "\(host)")
    }
    for host in ["evil.example", "192.168.1.2:81", "1.2.3.4.evil.example", "1.2.3", "[evil]"] {
      #expect(!hosts.contains(host), "\(host)")
    }
  }

  @Test func faultsBreakTheConnection() async throws {
    func steps(_ fault: String) async -> [RecordingWriter.Step] {
      await port.steps("GET /api/v1/models/count", ["Sandbox-Fault": fault])
    }
    #expect(await steps("lost") == [.cut])
    #expect(await steps("cut") == [.started(200), .wrote(Array(#"{"data":{"c"#.utf8))])
    let steps503 = await steps("status=503;retry-after=2")
    guard case .sent(let response)? = steps503.first else {
      Issue.record("expected a response")
      return
    }
    #expect(response.status == 503 && response.fields["retry-after"] == "2")
  }

  @Test func aHangEndsWhenTheClientGoesAway() async throws {
    let task = Task { await port.steps("GET /api/v1/models/count", ["Sandbox-Fault": "hang"]) }
    task.cancel()
    #expect(await task.value == [])
  }
}
