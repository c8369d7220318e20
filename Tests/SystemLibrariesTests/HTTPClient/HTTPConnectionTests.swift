import SystemLibraries
import TestSupport
import Testing

/// Which requests share a connection, and what happens when one that was kept is closed.
@Suite(.timeLimit(.minutes(10)))
struct HTTPConnectionTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"

  @Test func repeatableRequestsShareAConnectionAndOthersDoNot() async throws {
    let client = HTTPClient(HTTPClient.Options(userAgent: "tests/1"))
    try await ScriptedServer.run({ _ in [.send(Self.ok)] }) { server in
      for (method, isRepeatable) in [(.get, true), (.get, true), (.post, false), (.post, true), (.post, false)]
        as [(HTTPClient.Request.Method, Bool)]
      {
        var request = try server.request(method)
        request.isRepeatable = isRepeatable
        _ = try client.send(request)
      }
      let connections = server.requests.map(\.connection)
      #expect(connections[0] == connections[1], "\(connections)")
      #expect(connections[2] != connections[1] && connections[4] != connections[3], "\(connections)")
    }
  }

  /// The server takes the second request of a connection, which it may have carried out, and closes without a word.
  @Test func requestThatMustNotBeRepeatedIsSentOnce() async throws {
    for isRepeatable in [true, false] {
      let client = HTTPClient(HTTPClient.Options(userAgent: "tests/1"))
      try await ScriptedServer.run({ $0.line.contains("first") ? [.send(Self.ok)] : [.close] }) { server in
        var first = try server.request(.get, "/first")
        first.isRepeatable = true
        _ = try client.send(first)
        var second = try server.request(.post, "/second")
        second.isRepeatable = isRepeatable
        let error = #expect(throws: HTTPClientError.self) { try client.send(second) }
        #expect(error?.code == .cutOff && error?.mayHaveArrived == true)
        let sent = server.requests.count { $0.line.contains("second") }
        #expect(isRepeatable ? sent == 2 : sent == 1, "\(server.requests.map(\.line))")
      }
    }
  }

  @Test func requestsOnManyThreadsDoNotMix() async throws {
    let client = HTTPClient(HTTPClient.Options(userAgent: "tests/1"))
    try await ScriptedServer.run({ request in
      let path = String(request.line.split(separator: " ")[1])
      return [.send("HTTP/1.1 200 OK\r\nContent-Length: \(path.utf8.count)\r\n\r\n\(path)")]
    }) { server in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<64 {
          group.addTask {
            var request = try server.request(.get, "/\(number)")
            request.isRepeatable = number % 2 == 0
            #expect(try client.send(request).body == Array("/\(number)".utf8))
          }
        }
        try await group.waitForAll()
      }
      #expect(server.requests.count == 64)
    }
  }
}
