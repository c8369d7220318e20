import SystemLibraries
import TestSupport
import Testing

/// What goes over the wire, and what is made of what comes back.
@Suite(.timeLimit(.minutes(10)))
struct HTTPClientTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"

  @Test func requestIsWhatWasAskedForAndNothingElse() async throws {
    try await ScriptedServer.run({ _ in [.send(Self.ok)] }) { server in
      var request = try server.request(.get, "/a/b?c=d%20e")
      request.fields = [(name: "Authorization", value: Array("Bearer k".utf8)), (name: "X-Empty", value: [])]
      let response = try HTTPClient.test.send(request)
      #expect(response.status == 200 && response.body == Array("hi".utf8) && response.redirect == nil)
      #expect(
        server.requests.map(\.head) == [
          """
          GET /a/b?c=d%20e HTTP/1.1\r
          Host: 127.0.0.1:\(server.port)\r
          User-Agent: tests/1\r
          Accept: */*\r
          Authorization: Bearer k\r
          X-Empty:
          """
        ])
    }
  }

  @Test(
    arguments: [
      (.post, "{}", "POST /x HTTP/1.1", "2"), (.post, nil, "POST /x HTTP/1.1", "0"),
      (.post, "", "POST /x HTTP/1.1", "0"), (.patch, "{\"a\":1}", "PATCH /x HTTP/1.1", "7"),
      (.delete, nil, "DELETE /x HTTP/1.1", nil), (.delete, "{}", "DELETE /x HTTP/1.1", "2"),
      (.get, nil, "GET /x HTTP/1.1", nil),
    ] as [(HTTPClient.Request.Method, String?, String, String?)])
  func bodyGoesWithItsLength(
    method: HTTPClient.Request.Method, body: String?, line: String, length: String?
  ) async throws {
    try await ScriptedServer.run({ _ in [.send(Self.ok)] }) { server in
      var request = try server.request(method)
      request.body = body.map { Array($0.utf8) }
      _ = try HTTPClient.test.send(request)
      let received = try #require(server.requests.first)
      #expect(received.line == line && received.text == body ?? "")
      #expect(received["content-length"] == length)
      for unwanted in ["content-type", "expect", "accept-encoding", "transfer-encoding"] {
        #expect(received[unwanted] == nil)
      }
    }
  }

  @Test func largeBodyIsSentWhole() async throws {
    try await ScriptedServer.run({ _ in [.send(Self.ok)] }) { server in
      var request = try server.request(.post)
      request.body = [UInt8](repeating: 0xA5, count: 3 << 20)
      request.fields = [(name: "Content-Type", value: Array("application/json".utf8))]
      _ = try HTTPClient.test.send(request)
      #expect(server.requests.first?.body == request.body)
      #expect(server.requests.first?["content-type"] == "application/json")
    }
  }

  @Test func lastOfSeveralHeadsCounts() async throws {
    let reply = """
      HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 429 Slow\r\nRetry-After:  7 \r\nX: \u{FF}a\r\nX: b\r\n\
      Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nTrailer: t\r\n\r\n
      """
    try await ScriptedServer.run({ _ in [.send(reply)] }) { server in
      let response = try HTTPClient.test.send(try server.request(.get))
      #expect(response.status == 429 && response.body == Array("abc".utf8))
      #expect(response.fields.prefix(3).map { "\($0.name)=\($0.value)" } == ["Retry-After=7", "X=\u{FF}a", "X=b"])
      #expect(!response.fields.contains { $0.name == "Link" })
    }
  }

  @Test func redirectIsReportedAndNotFollowed() async throws {
    let reply = "HTTP/1.1 307 Elsewhere\r\nLocation: /next?x=1\r\nContent-Length: 0\r\n\r\n"
    try await ScriptedServer.run({ _ in [.send(reply)] }) { server in
      let response = try HTTPClient.test.send(try server.request(.get))
      #expect(response.status == 307 && response.redirect == server.address + "/next?x=1")
      #expect(server.requests.count == 1)
    }
  }

  @Test(arguments: [
    ("A", "b\r\nC: d"), ("A", "b\nC: d"), ("A", "b\rc"), ("A", "b\u{0}c"), ("A", " b"), ("A", "b "), ("A", "é"),
    ("A\r\nB", "c"), ("A: b", "c"), ("", "c"), ("A b", "c"), ("é", "c"), ("Content-Length", "5"),
    ("transfer-encoding", "chunked"), ("Host", "other"), ("A", String(repeating: "x", count: 20_000)),
  ])
  func fieldsCannotBecomeOthers(name: String, value: String) async throws {
    try await ScriptedServer.run({ _ in [.send(Self.ok)] }) { server in
      var request = try server.request(.get)
      request.fields = [(name: name, value: Array(value.utf8))]
      let error = #expect(throws: HTTPClientError.self) { try HTTPClient.test.send(request) }
      #expect(error?.code == .invalidRequest && error?.mayHaveArrived == false)
      #expect(value.count < 3 || error?.message.contains(value) == false)
      #expect(server.requests.isEmpty)
    }
  }

  @Test func requestsAndResponsesAreNotPrinted() throws {
    var request = HTTPClient.Request(.post, try HTTPAddress(parsing: "https://a.example/b?c=secret"), bodyLimit: 1)
    request.fields = [(name: "Authorization", value: Array("secret".utf8))]
    request.body = Array("secret".utf8)
    var dumped = ""
    dump(request, to: &dumped)
    #expect(!"\(request) \(dumped)".contains("secret") && !dumped.contains("115"))
  }
}

extension HTTPClient {
  static let test = HTTPClient(Options(userAgent: "tests/1"))
}

extension ScriptedServer {
  func request(_ method: HTTPClient.Request.Method, _ target: String = "/x") throws -> HTTPClient.Request {
    HTTPClient.Request(method, try HTTPAddress(parsing: address + target), bodyLimit: 1 << 20)
  }
}
