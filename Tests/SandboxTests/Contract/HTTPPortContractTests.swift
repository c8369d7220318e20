import EventLoop
import Gateway
import JSON
import Sandbox
import SystemLibraries
import Testing

/// What every `HTTPPort` promises, and that the sandbox is the same gateway in process and on a port.
@Suite(.timeLimit(.minutes(10)))
struct HTTPPortContractTests {
  /// Everything that a way answers to the same requests: status, fields that mean something, body, or the failure.
  private func transcript(_ way: GatewayWay, _ requests: [HTTPRequest]) async throws -> [String] {
    try await way.run { _, port in
      var lines: [String] = []
      for request in requests {
        do throws(HTTPFailure) {
          let response = try await port.send(request)
          let fields = ["Content-Type", "Retry-After", "Allow"].map { response[field: $0] ?? "-" }
          lines.append(
            "\(response.status) \(fields.joined(separator: " ")) \(String(decoding: response.body, as: UTF8.self))")
        } catch {
          lines.append("\(error.code.name) \(error.mayHaveArrived)")
        }
      }
      return lines
    }
  }

  private static func secret(_ text: String) -> Secret { Secret(Array(text.utf8)) }
  private static let management = secret(TestGateway.management)
  private static let access = secret(ProvisioningTests.access)
  private static let version = [(name: "API-Version", value: "0.1d")]

  private static let reading: [HTTPRequest] = [
    HTTPRequest(.get, "/models/count"), HTTPRequest(.get, "/providers"), HTTPRequest(.get, "/nothing"),
    HTTPRequest(.get, "/models", query: [(name: "q", value: "deepseek & r1+é%"), (name: "max_price", value: "0")]),
    HTTPRequest(.get, "/model/deepseek/deepseek-r1%3Afree"), HTTPRequest(.get, "/model/a%2Fb/c"),
    HTTPRequest(.delete, "/models"), HTTPRequest(.get, "/key"), HTTPRequest(.get, "/key", bearer: management),
    HTTPRequest(.get, "/key", bearer: secret("sk-nobody")), HTTPRequest(.get, "/credits", bearer: management),
    HTTPRequest(.get, "/provisioning/health"), HTTPRequest(.get, "/provisioning/health", fields: version),
    HTTPRequest(.get, "/provisioning/services", fields: version),
  ]

  private static let managing: [HTTPRequest] = [
    HTTPRequest(.post, "/keys", bearer: management, body: .json(["name": "Schlüssel \"1\"", "limit": 5])),
    HTTPRequest(.post, "/keys", bearer: management, body: .json(["name": 1])),
    HTTPRequest(.post, "/keys", bearer: management), HTTPRequest(.get, "/keys", bearer: management),
    HTTPRequest(.patch, "/keys/" + KeyTests.hash, bearer: management, body: .json(["disabled": true])),
    HTTPRequest(.get, "/key", bearer: secret(KeyTests.minted)),
    HTTPRequest(.delete, "/keys/" + KeyTests.hash, bearer: management),
    HTTPRequest(.delete, "/keys/" + KeyTests.hash, bearer: management),
  ]

  private static func form(_ items: [(name: String, value: String)]) -> HTTPRequest.Body {
    .form(items.map { (name: $0.name, value: secret($0.value)) })
  }

  private static let provisioning: [HTTPRequest] = [
    HTTPRequest(
      .post, "/provisioning/account_requests", fields: version, body: .json(ProvisioningTests.accountRequest)),
    HTTPRequest(
      .post, "/provisioning/account_requests", fields: version,
      body: .json(["id": "r2", "email": "ADA@example.com"])),
    HTTPRequest(
      .post, "/provisioning/account_requests", fields: version,
      body: .json(["id": "r2", "email": "ada@example.com"])),
    HTTPRequest(
      .post, "/provisioning/oauth/token", body: form([(name: "grant_type", value: "refresh_token")])),
    HTTPRequest(
      .post, "/provisioning/oauth/token",
      body: form([(name: "grant_type", value: "authorization_code"), (name: "code", value: "a+b&c=d é")])),
    HTTPRequest(
      .post, "/provisioning/resources", bearer: access, fields: version + [(name: "Idempotency-Key", value: "op_1")],
      body: .json(ProvisioningTests.resource)),
    HTTPRequest(
      .post, "/provisioning/resources", bearer: access, fields: version + [(name: "Idempotency-Key", value: "op_1")],
      body: .json(ProvisioningTests.resource)),
    HTTPRequest(
      .post, "/provisioning/deep_links", bearer: access, fields: version, body: .json(["purpose": "dashboard"])),
    HTTPRequest(.get, "/provisioning/resources/res_none", bearer: access, fields: version),
  ]

  private static func failing(_ fault: String) -> HTTPRequest {
    HTTPRequest(.get, "/models/count", fields: [(name: "Sandbox-Fault", value: fault)])
  }

  private static let faults = [
    "status=429;retry-after=7", "status=503", "error-in-200", "garbage", "cut", "lost", "delay=1", "delay=1;status=400",
    "nonsense",
  ].map(failing)

  @Test(arguments: [("reading", reading), ("managing", managing), ("provisioning", provisioning), ("faults", faults)])
  func bothWaysAnswerTheSame(name: String, requests: [HTTPRequest]) async throws {
    let inProcess = try await transcript(.inProcess, requests)
    let overPort = try await transcript(.overPort, requests)
    #expect(inProcess.count == requests.count)
    for (one, other) in zip(inProcess, overPort) { #expect(one == other) }
  }

  @Test func noReplyInTimeIsToldAsThat() async throws {
    let failure = await #expect(throws: HTTPFailure.self) {
      try await GatewayWay.inProcess.run { _, port in _ = try await port.send(Self.failing("hang")) }
    }
    #expect(failure == HTTPFailure(.timedOut, failure?.message ?? "", mayHaveArrived: true))
    let gateway = try TestGateway()
    let overPort = await #expect(throws: HTTPClientError.self) {
      try await SandboxServer.run(gateway) { base in
        var request = HTTPClient.Request(.get, try HTTPAddress(parsing: base + "/models/count"), bodyLimit: 1000)
        request.fields = [(name: "Sandbox-Fault", value: Array("hang".utf8))]
        request.totalTime = .milliseconds(200)
        let sent = request
        _ = try await withTaskExecutorPreference(ThreadPool(threads: 1)) { () async throws in
          try HTTPClient(HTTPClient.Options(userAgent: "tests/1")).send(sent)
        }
      }
    }
    #expect(overPort?.code == .timedOut && overPort?.mayHaveArrived == true)
  }

  @Test(arguments: GatewayWay.allCases)
  func workThatIsLostOnTheWayBackIsDoneOnce(way: GatewayWay) async throws {
    try await way.run { gateway, port in
      _ = try await port.send(Self.provisioning[0])
      let resource = HTTPRequest(
        .post, "/provisioning/resources", bearer: Self.access,
        fields: Self.version + [(name: "Idempotency-Key", value: "op_1"), (name: "Sandbox-Fault", value: "lost")],
        body: .json(ProvisioningTests.resource))
      await #expect(throws: HTTPFailure.self) { try await port.send(resource) }
      _ = try await port.send(Self.provisioning[5])
      #expect(try await gateway.get("/keys", as: TestGateway.management).json["data"]?.array?.count == 1)
    }
  }

  @Test(arguments: GatewayWay.allCases)
  func bodiesAsLargeAsTheSandboxTakesThemArrive(way: GatewayWay) async throws {
    let statuses = try await way.run { _, port in
      var statuses: [Int] = []
      for length in [1_000_000, 1_100_000] {
        let body: JSON = ["name": "n", "more": .string(String(repeating: "x", count: length))]
        let request = HTTPRequest(.post, "/keys", bearer: Self.management, body: .json(body))
        statuses.append(try await port.send(request).status)
      }
      return statuses
    }
    #expect(statuses == [201, 413])
  }
}
