import HTTP
import TestSupport
import Testing

/// Clients that take too long are closed: tests wait for that, however long it takes.
@Suite(.timeLimit(.minutes(10)))
struct TimeLimitTests {
  @Test func connectionThatSaysNothingIsClosed() throws {
    try Serving.run(.echo, HTTPServerOptions(headTime: .milliseconds(40))) { serving in
      let client = try serving.connect()
      #expect(try client.receiveAll() == "")
    }
  }

  @Test(arguments: ["GET / HT", "GET / HTTP/1.1\r\nHost: a\r\n"])
  func headThatIsNotFinishedIsRefused(_ text: String) throws {
    try Serving.run(.echo, HTTPServerOptions(headTime: .milliseconds(40))) { serving in
      let client = try serving.connect()
      try client.send(text)
      #expect(try client.head().hasPrefix("HTTP/1.1 408 "))
      #expect(try client.receiveAll() == "The request took too long.\n")
    }
  }

  @Test func laterHeadHasItsTimeToo() throws {
    try Serving.run(.echo, HTTPServerOptions(headTime: .milliseconds(40))) { serving in
      let client = try serving.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HT")
      #expect(try client.response() == ok("GET / "))
      #expect(try client.head().hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test func bodyThatIsNotFinishedIsRefused() throws {
    try Serving.run(.echo, HTTPServerOptions(bodyTime: .milliseconds(40))) { serving in
      let client = try serving.connect()
      try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhell")
      #expect(try client.head().hasPrefix("HTTP/1.1 408 "))
      #expect(try client.receiveAll() == "The request took too long.\n")
    }
  }

  @Test(arguments: LoopKind.allCases)
  func idleConnectionIsClosed(on kind: LoopKind) throws {
    try Serving.run(.echo, HTTPServerOptions(idleTime: .milliseconds(40)), loop: kind) { serving in
      let client = try serving.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.response() == ok("GET / "))
      #expect(try client.receiveAll() == "")
    }
  }

  @Test(arguments: LoopKind.allCases)
  func connectionWhoseAnswerIsNotReadIsCut(on kind: LoopKind) throws {
    let large = OutgoingResponse(status: 200, body: [UInt8](repeating: 0x78, count: 32 << 20))
    let handler = Handler { $0.head.path == "/now" ? .now(large) : .later { $0.send(large) } }
    try Serving.run(handler, HTTPServerOptions(writeTime: .milliseconds(40)), loop: kind) { serving in
      for path in ["/now", "/later"] {
        let client = try serving.connect()
        try client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        try client.waitForReset()
      }
    }
  }

  @Test func streamThatIsNotReadIsCancelledAfterATime() throws {
    let gates = Gates()
    let events = Mailbox<String>()
    let handler = Handler { _ in
      .later { writer in
        writer.start(status: 200, fields: [:])
        writer.write([UInt8](repeating: 0x78, count: 32 << 20))
        do { try await gates.pass("never") } catch { events.put("cancelled") }
      }
    }
    try Serving.run(handler, HTTPServerOptions(writeTime: .milliseconds(40))) { serving in
      let client = try serving.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(await events.next() == "cancelled")
    }
  }

  /// Work and silent streams have as long as they need: no limit but the client's patience.
  @Test func workHasNoTimeLimit() throws {
    let events = Mailbox<String>()
    let options = HTTPServerOptions(
      headTime: .milliseconds(20), bodyTime: .milliseconds(20), idleTime: .milliseconds(20),
      writeTime: .milliseconds(20))
    let gates = Gates()
    let handler = Handler { request in
      if request.head.path == "/short" { return .now(.text("short")) }
      return .later { writer in
        if request.head.path == "/stream" { writer.start(status: 200, fields: [:]) }
        try? await gates.pass("go on")
        if request.head.path == "/stream" { writer.finish() } else { writer.send(.text("done")) }
        events.put(request.head.path)
      }
    }
    try Serving.run(handler, options) { serving in
      let stream = try serving.connect()
      try stream.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
      let plain = try serving.connect()
      try plain.send("GET /plain HTTP/1.1\r\nHost: a\r\n\r\n")
      // Several idle connections live through their whole time meanwhile, one after the other.
      for _ in 1...3 {
        let idle = try serving.connect()
        try idle.send("GET /short HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try idle.response() == ok("short"))
        #expect(try idle.receiveAll() == "")
      }
      gates.open("go on")
      #expect(try plain.response() == ok("done"))
      #expect(try stream.head() == StreamTests.chunkedHead)
      #expect(try stream.chunk() == "")
    }
  }
}
