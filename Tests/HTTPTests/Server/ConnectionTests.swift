import HTTP
import Testing

/// Requests and their answers on one connection.
@Suite(.timeLimit(.minutes(10)))
struct ConnectionTests {
  @Test(arguments: LoopKind.allCases)
  func connectionIsKeptAlive(on kind: LoopKind) throws {
    try Serving.run(.echo, loop: kind) { serving in
      let client = try serving.connect()
      for path in ["/one", "/two", "/three"] {
        try client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response() == ok("GET \(path) "))
      }
    }
  }

  @Test func bodyReachesTheHandler() throws {
    try Serving.run(.echo) { serving in
      let client = try serving.connect()
      try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
      #expect(try client.response() == ok("POST / hello"))
      try client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n")
      #expect(try client.response() == ok("POST / hello"))
    }
  }

  @Test(arguments: LoopKind.allCases)
  func pipelinedRequestsAreAnsweredInOrder(on kind: LoopKind) throws {
    try Serving.run(.echo, loop: kind) { serving in
      let client = try serving.connect()
      let count = 500
      try client.send((0..<count).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
      for number in 0..<count { #expect(try client.response() == ok("GET /\(number) ")) }
    }
  }

  /// Answers one path in place, and others in a task of their own.
  private static let nowOrLater = Handler { request in
    request.head.path == "/now"
      ? .now(.text("now"))
      : .later { writer in
        for _ in 1...10 { await Task.yield() }
        writer.send(.text("later"))
      }
  }

  @Test(arguments: LoopKind.allCases)
  func requestBehindOneThatIsWorkedOnWaits(on kind: LoopKind) throws {
    try Serving.run(Self.nowOrLater, loop: kind) { serving in
      let client = try serving.connect()
      let paths = ["now", "later", "now", "now", "later", "later", "now"]
      try client.send(paths.map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
      for path in paths { #expect(try client.response() == ok(path)) }
    }
  }

  @Test(arguments: [1, 2, 7, 31])
  func requestMayComeInPieces(of size: Int) throws {
    try Serving.run(.echo) { serving in
      let client = try serving.connect()
      let text = "POST /path HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world"
      for start in stride(from: 0, to: text.count, by: size) {
        try client.send(String(text.dropFirst(start).prefix(size)))
      }
      #expect(try client.response() == ok("POST /path hello world"))
    }
  }

  @Test func headHasTheLengthAndNoBody() throws {
    let handler = Handler { request in
      request.head.path == "/later" ? .later { $0.send(.text("hello")) } : .now(.text("hello"))
    }
    try Serving.run(handler) { serving in
      let client = try serving.connect()
      for path in ["/", "/later", "/"] {
        try client.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.head() == "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
      }
    }
  }

  @Test func statusWithoutBodyHasNone() throws {
    try Serving.run(Handler { _ in .now(.text("dropped", status: 204)) }) { serving in
      let client = try serving.connect()
      for _ in 1...2 {
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.head() == "HTTP/1.1 204 No Content\r\n\r\n")
      }
    }
  }

  @Test func connectionClosesWhereTheClientSaysSo() throws {
    try Serving.run(.echo) { serving in
      let client = try serving.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(try client.response() == ok("GET / ", closes: true))
      #expect(try client.receiveAll() == "")
    }
  }

  @Test func connectionClosesWhereTheHandlerSaysSo() throws {
    let handler = Handler { _ in .now(OutgoingResponse(status: 200, body: [0x61], closesConnection: true)) }
    try Serving.run(handler) { serving in
      let client = try serving.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /dropped HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.response() == ok("a", closes: true))
      #expect(try client.receiveAll() == "")
    }
  }

  @Test(arguments: LoopKind.allCases)
  func clientThatEndsItsSideGetsItsAnswers(on kind: LoopKind) throws {
    try Serving.run(Self.nowOrLater, loop: kind) { serving in
      let client = try serving.connect()
      try client.send(["/now", "/later", "/now"].map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
      client.endOutput()
      for path in ["now", "later", "now"] { #expect(try client.response() == ok(path)) }
      #expect(try client.receiveAll() == "")
    }
  }

  @Test func whatIsNotHTTPIsRefused() throws {
    try Serving.run(.echo) { serving in
      let client = try serving.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n")
      #expect(try client.response() == ok("GET / "))
      #expect(try client.head().hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
      _ = try client.receiveAll()
    }
  }

  @Test func handlerThatSaysNothingIsAFailure() throws {
    try Serving.run(Handler { _ in .later { _ in } }) { serving in
      let client = try serving.connect()
      for _ in 1...2 {
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response() == "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")
      }
    }
  }

  @Test(arguments: [99, 100, 199, 1000])
  func statusThatIsNoAnswersIsAFailure(_ status: Int) throws {
    let handler = Handler { request in
      request.head.path == "/stream"
        ? .later { $0.start(status: status, fields: [:]) } : .now(.text("", status: status))
    }
    try Serving.run(handler) { serving in
      let client = try serving.connect()
      for path in ["/", "/stream"] {
        try client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response() == "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")
      }
    }
  }

  @Test func onlyTheFirstAnswerCounts() throws {
    let handler = Handler { _ in
      .later { writer in
        writer.write("dropped")
        writer.finish()
        writer.send(.text("first"))
        writer.send(.text("dropped"))
        writer.start(status: 200, fields: [:])
        writer.write("dropped")
        writer.finish()
      }
    }
    try Serving.run(handler) { serving in
      let client = try serving.connect()
      for _ in 1...2 {
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response() == ok("first"))
      }
    }
  }

  @Test(arguments: LoopKind.allCases)
  func largeAnswersArriveWhole(on kind: LoopKind) throws {
    let size = 3 << 20
    let handler = Handler { request in
      let response = OutgoingResponse(status: 200, body: [UInt8](repeating: 0x78, count: size))
      return request.head.path == "/later" ? .later { $0.send(response) } : .now(response)
    }
    try Serving.run(handler, loop: kind) { serving in
      let client = try serving.connect()
      try client.send(["/", "/later", "/"].map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
      for _ in 1...3 { #expect(try client.response().utf8.count(where: { $0 == 0x78 }) == size) }
    }
  }

  @Test(arguments: LoopKind.allCases)
  func oneWhoNeverStopsAskingDoesNotShutOutOthers(on kind: LoopKind) throws {
    try Serving.run(.echo, loop: kind) { serving in
      let greedy = try serving.connect()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          // Reads nothing until the other has its answers, and so has to be stopped by the server.
          let request = String(repeating: "GET /greedy HTTP/1.1\r\nHost: a\r\n\r\n", count: 1000)
          do { while true { try greedy.send(request) } } catch {}
        }
        let modest = try serving.connect()
        for _ in 1...20 {
          try modest.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
          #expect(try modest.response() == ok("GET / "))
        }
        shutdownBoth(greedy)
        try await group.waitForAll()
      }
    }
  }
}
