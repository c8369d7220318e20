import HTTP
import Synchronization
import TestSupport
import Testing

/// What is decided before a request's body has come.
@Suite(.timeLimit(.minutes(10)))
struct AdmissionTests {
  static let closed = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"
  static let kept = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno"

  /// Admits what has the path `/`.
  static let picky = Handler(
    refuse: { $0.path == "/" ? nil : .text("no", status: 401) },
    { .now(.text(String(decoding: $0.body, as: UTF8.self))) })

  @Test func clientThatAsksFirstIsToldToGoOn() throws {
    try Serving.run(Self.picky) { serving in
      let client = try serving.connect()
      for _ in 1...2 {
        try client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
        #expect(try client.receive(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        try client.send("body")
        #expect(try client.response() == ok("body"))
      }
    }
  }

  @Test func clientThatAsksFirstIsRefusedWithoutItsBody() throws {
    try Serving.run(Self.picky) { serving in
      let client = try serving.connect()
      try client.send("POST /no HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
      #expect(try client.response() == Self.closed)
      #expect(try client.receiveAll() == "")
    }
  }

  @Test func refusedRequestWithABodyClosesTheConnection() throws {
    let bodies = Mutex(0)
    let handler = Handler(refuse: { _ in .text("no", status: 401) }) { _ in
      bodies.withLock { $0 += 1 }
      return .now(.text("yes"))
    }
    try Serving.run(handler) { serving in
      let client = try serving.connect()
      try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
      #expect(try client.response() == Self.closed)
      #expect(try client.receiveAll() == "")
    }
    #expect(bodies.withLock { $0 } == 0)
  }

  /// A server that closed at once would reset the connection, and the client could lose the answer.
  @Test(arguments: LoopKind.allCases)
  func clientThatSendsItsWholeBodyFirstStillGetsTheRefusal(on kind: LoopKind) throws {
    try Serving.run(Self.picky, loop: kind) { serving in
      let client = try serving.connect()
      let size = 3 << 20
      try client.send(
        "POST /no HTTP/1.1\r\nHost: a\r\nContent-Length: \(size)\r\n\r\n" + String(repeating: "x", count: size))
      #expect(try client.response() == Self.closed)
      client.endOutput()
      #expect(try client.receiveAll() == "")
    }
  }

  @Test func refusedRequestWithoutABodyKeepsTheConnection() throws {
    try Serving.run(Self.picky) { serving in
      let client = try serving.connect()
      try client.send("GET /no HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.response() == Self.kept)
      #expect(try client.response() == ok(""))
    }
  }

  @Test func bodyBeyondTheLimitIsRefused() throws {
    var options = HTTPServerOptions()
    options.limits.bodyBytes = 10
    try Serving.run(Self.picky, options) { serving in
      let client = try serving.connect()
      try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n")
      #expect(try client.head().hasPrefix("HTTP/1.1 413 "))
      _ = try client.receiveAll()
    }
  }

  @Test func bodiesOfAllConnectionsShareABudget() throws {
    let gates = Gates()
    let arrived = Mailbox<Int>()
    let handler = Handler { request in
      arrived.put(request.body.count)
      return .later { writer in
        try? await gates.pass("answers")
        writer.send(.text("done"))
      }
    }
    let size = 200_000
    var options = HTTPServerOptions()
    options.totalBufferLimit = 200_000
    try Serving.run(handler, options) { serving in
      let first = try serving.connect()
      let request =
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(size)\r\n\r\n" + String(repeating: "x", count: size)
      try first.send(request)
      #expect(await arrived.next() == size)
      let second = try serving.connect()
      try second.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
      try second.send("30d40\r\n" + String(repeating: "x", count: 0x30d40))
      #expect(try second.head().hasPrefix("HTTP/1.1 503 "))
      gates.open("answers")
      #expect(try first.response() == ok("done"))
      let third = try serving.connect()
      try third.send(request)
      #expect(try third.response() == ok("done"))
    }
  }
}
