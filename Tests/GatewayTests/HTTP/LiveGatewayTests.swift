import EventLoop
import Gateway
import JSON
import SystemLibraries
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct LiveGatewayTests {
  private static let key = Secret("sk-mg-v1-0123456789abcdef")

  @Test func requestIsEncodedBelowTheGatewaysPath() async throws {
    try await ScriptedServer.run({ _ in [.send("HTTP/1.1 201 Made\r\nX: y\r\nContent-Length: 2\r\n\r\n{}")] }) {
      server in
      let request = HTTPRequest(
        .post, "/keys/a%2Fb", query: [(name: "a b", value: "c&d=é/?#+%")], bearer: Self.key,
        fields: [(name: "API-Version", value: "0.1d")], body: .json(["name": "a\"b"]))
      let response = try await server.gateway.send(request)
      #expect(response.status == 201 && response.body == Array("{}".utf8) && response[field: "x"] == "y")
      let received = try #require(server.requests.first)
      #expect(
        received.head == """
          POST /api/v1/keys/a%2Fb?a%20b=c%26d%3D%C3%A9%2F%3F%23%2B%25 HTTP/1.1\r
          Host: 127.0.0.1:\(server.port)\r
          User-Agent: tests/1\r
          Accept: application/json\r
          Content-Type: application/json\r
          API-Version: 0.1d\r
          Authorization: Bearer sk-mg-v1-0123456789abcdef\r
          Content-Length: 15
          """)
      #expect(received.text == #"{"name":"a\"b"}"#)
    }
  }

  @Test func formIsEncoded() async throws {
    try await ScriptedServer.run({ _ in [.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")] }) { server in
      let form = HTTPRequest.Body.form([
        (name: "grant_type", value: Secret("refresh_token")), (name: "refresh_token", value: Secret("a+b/c=&d e")),
      ])
      _ = try await server.gateway.send(HTTPRequest(.post, "/provisioning/oauth/token", body: form))
      #expect(server.requests.first?["content-type"] == "application/x-www-form-urlencoded")
      #expect(server.requests.first?.text == "grant_type=refresh_token&refresh_token=a%2Bb%2Fc%3D%26d%20e")
      #expect(server.requests.first?["authorization"] == nil)
    }
  }

  @Test(arguments: ["a b", "a\r\nX: y", "a\nb", "a\u{0}", "é", "", " a"])
  func credentialThatWouldBreakOutOfItsFieldIsNotSent(text: String) async throws {
    try await ScriptedServer.run({ _ in [] }) { server in
      let failure = await #expect(throws: HTTPFailure.self) {
        try await server.gateway.send(HTTPRequest(.get, "/key", bearer: Secret(text)))
      }
      #expect(failure?.code == .invalidRequest && failure?.mayHaveArrived == false)
      #expect(server.requests.isEmpty)
    }
  }

  @Test(arguments: [
    HTTPRequest(.get, "/a b"), HTTPRequest(.get, "keys"), HTTPRequest(.get, "/a#b"), HTTPRequest(.get, "/a\r\nb"),
    HTTPRequest(.get, "/key", fields: [(name: "A", value: "b\r\nC: d")]),
    HTTPRequest(.get, "/key", fields: [(name: "A\r\nC", value: "d")]),
  ])
  func requestThatIsNotOneLineIsNotSent(request: HTTPRequest) async throws {
    try await ScriptedServer.run({ _ in [] }) { server in
      let failure = await #expect(throws: HTTPFailure.self) { try await server.gateway.send(request) }
      #expect(failure?.code == .invalidRequest && server.requests.isEmpty)
    }
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func readingFollowsARedirectToTheSameServer(status: Int) async throws {
    try await ScriptedServer.run({ request in
      guard request.line.contains("/key") else { return [.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")] }
      return [.send("HTTP/1.1 \(status) X\r\nLocation: /moved?a=b\r\nContent-Length: 0\r\n\r\n")]
    }) { server in
      let response = try await server.gateway.send(HTTPRequest(.get, "/key", bearer: Self.key))
      #expect(response.status == 200)
      #expect(server.requests.map(\.line) == ["GET /api/v1/key HTTP/1.1", "GET /moved?a=b HTTP/1.1"])
      #expect(server.requests.last?["authorization"] == "Bearer sk-mg-v1-0123456789abcdef")
    }
  }

  @Test(arguments: [
    "http://127.0.0.2:1/", "http://localhost:1/", "https://127.0.0.1/", "//other.example/", "http://other.example/",
    "file:///etc/passwd", "http://user@127.0.0.1/", "/loop", "https://other.example/api/v1/key",
  ])
  func redirectToAnotherPlaceIsRefused(location: String) async throws {
    try await ScriptedServer.run({ _ in
      [.send("HTTP/1.1 302 X\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")]
    }) { server in
      let failure = await #expect(throws: HTTPFailure.self) {
        try await server.gateway.send(HTTPRequest(.get, "/key", bearer: Self.key))
      }
      #expect(failure?.code == .redirected && failure?.mayHaveArrived == true)
      #expect(server.requests.count == (location == "/loop" ? 4 : 1))
    }
  }

  @Test(arguments: [HTTPRequest.Method.post, .patch, .delete])
  func writingFollowsNoRedirect(method: HTTPRequest.Method) async throws {
    try await ScriptedServer.run({ _ in [.send("HTTP/1.1 307 X\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")] }) {
      server in
      let failure = await #expect(throws: HTTPFailure.self) {
        try await server.gateway.send(HTTPRequest(method, "/keys"))
      }
      #expect(failure?.code == .redirected && server.requests.count == 1)
    }
  }

  @Test(
    arguments: [([.close], .cutOff), ([.send("nonsense"), .close], .malformed)]
      as [([ScriptedServer.Step], HTTPFailure.Code)])
  func failuresAreTold(steps: [ScriptedServer.Step], code: HTTPFailure.Code) async throws {
    try await check(steps, code)
  }

  // Not an argument of the test above: describing so long a text would take seconds.
  @Test func bodyBeyondTheLimitIsNotTakenIn() async throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"
    let body = [UInt8](repeating: 0x20, count: HTTPResponse.bodyLimit + 1)
    try await check([.send(head), .sendBytes(body)], .tooLarge)
  }

  private func check(_ steps: [ScriptedServer.Step], _ code: HTTPFailure.Code) async throws {
    try await ScriptedServer.run({ _ in steps }) { server in
      let failure = await #expect(throws: HTTPFailure.self) {
        try await server.gateway.send(HTTPRequest(.post, "/keys", bearer: Self.key))
      }
      #expect(failure?.code == code && failure?.mayHaveArrived == true)
      #expect(failure?.message.contains("sk-") == false && failure?.message.hasSuffix(".") == true)
    }
  }

  @Test func cancelledTaskEndsItsRequest() async throws {
    let (arrived, arrival) = AsyncStream<Void>.makeStream()
    try await ScriptedServer.run({ _ in
      arrival.yield()
      return [.hang]
    }) { server in
      let gateway = try server.gateway
      let request = Task {
        await Result { () async throws(HTTPFailure) in try await gateway.send(HTTPRequest(.get, "/key")) }
      }
      for await _ in arrived { break }
      request.cancel()
      let failure = await #expect(throws: HTTPFailure.self) { try await request.value.get() }
      #expect(failure?.code == .cancelled && failure?.mayHaveArrived == true)
    }
  }
}

private let pool = ThreadPool(threads: 32)

extension ScriptedServer {
  /// A gateway at this server, below `/api/v1`.
  var gateway: LiveGateway {
    get throws {
      LiveGateway(
        try GatewayAddress(parsing: address + "/api/v1"), HTTPClient.Options(userAgent: "tests/1"), executor: pool)
    }
  }
}

extension Result {
  init(_ body: () async throws(Failure) -> Success) async {
    do throws(Failure) {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
