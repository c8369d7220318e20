import Synchronization
import TestSupport
import Testing

@testable import SystemLibraries

/// Every way in which there is no complete response, and whether the request may have arrived.
@Suite(.timeLimit(.minutes(10)))
struct HTTPFailureTests {
  private func failure(
    _ steps: [ScriptedServer.Step], _ change: (inout HTTPClient.Request) -> Void = { _ in }
  ) async throws -> HTTPClientError? {
    try await ScriptedServer.run({ _ in steps }) { server in
      var request = try server.request(.post)
      change(&request)
      return #expect(throws: HTTPClientError.self) { try HTTPClient.test.send(request) }
    }
  }

  @Test(
    arguments: [
      ([.close], .cutOff), ([.reset], .cutOff),
      ([.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"), .close], .cutOff),
      ([.send("HTTP/1.1 200 OK\r\nContent-Le"), .close], .cutOff),
      ([.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"), .close], .cutOff),
      ([.send("<html>hello</html>\r\n\r\n"), .close], .malformed),
      ([.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab"), .close], .cutOff),
    ] as [([ScriptedServer.Step], HTTPClientError.Code)])
  func replyThatIsNotWholeIsAFailure(steps: [ScriptedServer.Step], code: HTTPClientError.Code) async throws {
    let error = try await failure(steps)
    #expect(error?.code == code, "\(String(describing: error))")
    #expect(error?.mayHaveArrived == true)
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n" + String(repeating: "x", count: 2_000_000),
    "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 1_100_000),
    "HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 70_000) + "\r\n\r\n",
    "HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 300) + "\r\n",
  ])
  func replyWithoutEndIsNotTakenIn(reply: String) async throws {
    let error = try await failure([.send(reply), .close])
    #expect(error?.code == .tooLarge && error?.mayHaveArrived == true)
  }

  @Test func bodyOfExactlyTheLimitIsTaken() async throws {
    let body = String(repeating: "x", count: 1000)
    try await ScriptedServer.run({ _ in [.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n\(body)")] }) { server in
      var request = try server.request(.get)
      request.bodyLimit = 1000
      #expect(try HTTPClient.test.send(request).body == Array(body.utf8))
      request.bodyLimit = 999
      let error = #expect(throws: HTTPClientError.self) { try HTTPClient.test.send(request) }
      #expect(error?.code == .tooLarge)
    }
  }

  @Test(
    arguments: [[.hang], [.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"), .hang]] as [[ScriptedServer.Step]])
  func silentServerIsGivenUp(steps: [ScriptedServer.Step]) async throws {
    let error = try await failure(steps) { $0.totalTime = .milliseconds(100) }
    #expect(error?.code == .timedOut && error?.mayHaveArrived == true)
    #expect(error?.message == "127.0.0.1 took too long to answer")
  }

  @Test func whatNeverArrivedIsKnownNotToHaveArrived() async throws {
    let port = try await ScriptedServer.run({ _ in [] }) { $0.port }
    let rows: [(String, HTTPClientError.Code)] = [
      ("http://127.0.0.1:\(port)/", .unreachable), ("https://name.invalid/", .unreachable),
    ]
    for (address, code) in rows {
      let request = HTTPClient.Request(.post, try HTTPAddress(parsing: address), bodyLimit: 1)
      let error = #expect(throws: HTTPClientError.self) { try HTTPClient.test.send(request) }
      #expect(error?.code == code && error?.mayHaveArrived == false, "\(String(describing: error))")
    }
  }

  @Test func handshakeThatFailsMeansThatNothingArrived() async throws {
    try await ScriptedServer.run({ _ in [] }) { server in
      let address = try HTTPAddress(parsing: "https://127.0.0.1:\(server.port)/")
      var request = HTTPClient.Request(.post, address, bodyLimit: 1)
      // The server waits for the end of a head that a TLS handshake doesn't have.
      request.connectTime = .milliseconds(100)
      let error = #expect(throws: HTTPClientError.self) { try HTTPClient.test.send(request) }
      #expect(error?.code == .timedOut && error?.mayHaveArrived == false, "\(String(describing: error))")
      #expect(error?.message == "connecting to 127.0.0.1 took too long")
    }
  }

  @Test func cancellingEndsTheWait() async throws {
    let cancellation = HTTPCancellation()
    try await ScriptedServer.run({ _ in
      cancellation.cancel()
      return [.hang]
    }) { server in
      let error = #expect(throws: HTTPClientError.self) {
        try HTTPClient.test.send(try server.request(.get), cancellation: cancellation)
      }
      #expect(error?.code == .cancelled && error?.mayHaveArrived == true)
    }
  }

  @Test func cancelledBeforeItBeginsSendsNothing() async throws {
    let cancellation = HTTPCancellation()
    cancellation.cancel()
    try await ScriptedServer.run({ _ in [.close] }) { server in
      let error = #expect(throws: HTTPClientError.self) {
        try HTTPClient.test.send(try server.request(.get), cancellation: cancellation)
      }
      #expect(error?.code == .cancelled && error?.mayHaveArrived == false)
      #expect(server.requests.isEmpty)
    }
  }

  #if os(Linux)
    @Test func missingLibraryNamesThePackage() {
      #expect(
        HTTPClientError.libraryMissing("libcurl.so.4 (curl_multi_poll)").message
          == """
          libcurl.so.4 (curl_multi_poll) 7.68 or newer can't be loaded; install the package libcurl4 or libcurl4t64 \
          (Debian, Ubuntu), libcurl (Fedora)
          """)
    }
  #endif
}
