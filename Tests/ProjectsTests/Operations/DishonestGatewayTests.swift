import Gateway
import Projects
import Synchronization
import Testing

/// A gateway that says it has done what it hasn't, or calls things otherwise: no key may be lost sight of.
@Suite struct DishonestGatewayTests {
  private let place: Workplace
  private static let request = AddServiceRequest(reference: "modelgates/api")

  init() throws {
    place = try Workplace()
    try place.writeEnv("OTHER=1\n")
  }

  @Test(arguments: [false, true])
  func keyThatIsStillAcceptedAfterItsRemovalStays(isManaged: Bool) async throws {
    let management = isManaged ? Secret(place.adminKey) : nil
    let honest = ChangingPort(place.sandbox, hasAccounts: !isManaged)
    _ = try await place.project(honest, managementKey: management).addService(Self.request)
    let key = try #require(place.envKey())
    let port = ChangingPort(place.sandbox, hasAccounts: !isManaged) { request, gateway throws(HTTPFailure) in
      if request.path.hasSuffix("/remove") {
        return HTTPResponse(status: 200, body: Array(#"{"id":"r","status":"removed"}"#.utf8))
      }
      if request.method == .delete { return HTTPResponse(status: 200, body: Array(#"{"deleted":true}"#.utf8)) }
      return try await gateway.send(request)
    }
    let error = await projectError {
      try await place.project(port, managementKey: management).removeService("modelgates")
    }
    #expect(error?.code == .verificationFailed)
    #expect(error?.hint?.contains("--only-credentials") == true)
    #expect(place.envKey() == key)
    #expect(try await place.project().status().result.unfinished.isEmpty)
    #expect(try await place.project().listServices().result.services.count == 1)
    // What the hint says.
    let outcome = try await place.project(port).removeService("modelgates", onlyCredentials: true)
    #expect(outcome.result.key == .leftAlive)
    #expect(place.env == "OTHER=1\n")
  }

  /// Nobody could find it later.
  @Test func keyOfAnotherNameThanItsDigestIsTakenBack() async throws {
    let names = Mutex<[String: String]>([:])
    let port = ChangingPort(place.sandbox, hasAccounts: false) { request, gateway throws(HTTPFailure) in
      if request.method == .delete, let hash = names.withLock({ $0[request.path] }) {
        return try await gateway.send(HTTPRequest(.delete, "/keys/\(hash)", bearer: request.bearer))
      }
      let response = try await gateway.send(request)
      let text = String(decoding: response.body, as: UTF8.self)
      guard request.method == .post, request.path == "/keys",
        let hash = text.firstMatch(of: /"hash":"([0-9a-f]+)"/)?.output.1
      else { return response }
      let other = String(hash.reversed())
      names.withLock { $0["/keys/\(other)"] = String(hash) }
      return HTTPResponse(status: response.status, body: Array(text.replacing(hash, with: other).utf8))
    }
    let project = try place.project(port, managementKey: Secret(place.adminKey))
    let error = await projectError { try await project.addService(Self.request) }
    #expect(error?.code.name == "invalid_response")
    #expect(names.withLock { $0.count } == 1)
    #expect(try await place.liveKeys() == 0)
    #expect(place.env == "OTHER=1\n")
    #expect(try await place.project().status().result.unfinished.isEmpty)
  }

  @Test func keyWhoseReplyWasLostIsFoundByTheOperationAndTakenBack() async throws {
    let management = Secret(place.adminKey)
    let port = ChangingPort(place.sandbox, hasAccounts: false) { request, gateway throws(HTTPFailure) in
      let response = try await gateway.send(request)
      if request.method == .post, request.path == "/keys" {
        throw HTTPFailure(.cutOff, "The test cut the line.", mayHaveArrived: true)
      }
      return response
    }
    let error = await projectError {
      try await place.project(port, managementKey: management).addService(
        Self.request)
    }
    #expect(error != nil)
    #expect(place.env == "OTHER=1\n")
    let honest = ChangingPort(place.sandbox, hasAccounts: false)
    _ = try await place.project(honest, managementKey: management).addService(Self.request)
    #expect(try await place.liveKeys() == 1)
    #expect(await place.accepts(try #require(place.envKey())))
  }
}

/// A way to a gateway that does to requests and replies what the test says.
private struct ChangingPort: HTTPPort {
  typealias Change = @Sendable (HTTPRequest, any HTTPPort) async throws(HTTPFailure) -> HTTPResponse

  private let gateway: any HTTPPort
  private let hasAccounts: Bool
  private let change: Change
  var name: String { gateway.name }

  /// - Parameter hasAccounts: Whether the gateway knows the provisioning protocol. Else keys are made with a management key.
  init(
    _ gateway: any HTTPPort, hasAccounts: Bool = true,
    _ change: @escaping Change = { request, gateway throws(HTTPFailure) in try await gateway.send(request) }
  ) {
    self.gateway = gateway
    self.hasAccounts = hasAccounts
    self.change = change
  }

  func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    if !hasAccounts, request.path.hasPrefix("/provisioning") {
      return HTTPResponse(status: 404, body: Array("{}".utf8))
    }
    return try await change(request, gateway)
  }
}
