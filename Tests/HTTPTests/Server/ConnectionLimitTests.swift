import HTTP
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ConnectionLimitTests {
  @Test(arguments: LoopKind.allCases)
  func furtherConnectionsWaitUntilOneEnds(on kind: LoopKind) throws {
    let paths = Mailbox<String>()
    let handler = Handler { request in
      paths.put(request.head.path)
      return .now(.text("done"))
    }
    try Serving.run(handler, HTTPServerOptions(connectionLimit: 2), loop: kind) { serving in
      let first = try serving.connect()
      let second = try serving.connect()
      for client in [first, second] {
        try client.send("GET /early HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response() == ok("done"))
      }
      let third = try serving.connect()
      try third.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
      for _ in 1...20 {
        try second.send("GET /early HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try second.response() == ok("done"))
      }
      #expect(serving.server.connectionCount == 2)
      first.leave()
      #expect(try third.response() == ok("done"))
      for _ in 1...22 { #expect(await paths.next() == "/early") }
      #expect(await paths.next() == "/late")
    }
  }

  @Test func idleConnectionGivesWayWhereTheServerIsFull() throws {
    // The shortest limit decides how often the server looks at its connections.
    let options = HTTPServerOptions(writeTime: .milliseconds(40), connectionLimit: 1)
    try Serving.run(.echo, options) { serving in
      let idle = try serving.connect()
      try idle.send("GET /idle HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try idle.response() == ok("GET /idle "))
      let next = try serving.connect()
      try next.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try next.response() == ok("GET /next "))
      #expect(try idle.receiveAll() == "")
    }
  }

  /// The place of a connection is free only when nothing works for it any more: else clients that leave at once could start
  /// work without end.
  @Test func connectionCountsUntilItsWorkHasReturned() throws {
    let gates = Gates()
    let mayReturn = Mutex(false)
    let events = Mailbox<String>()
    let handler = Handler { request in
      guard request.head.path == "/stubborn" else { return .now(.text("done")) }
      return .later { writer in
        writer.start(status: 200, fields: [:])
        do { try await gates.pass("never") } catch { events.put("cancelled") }
        // Goes on although it is cancelled.
        while !mayReturn.withLock({ $0 }) { await Task.yield() }
        events.put("returned")
      }
    }
    try Serving.run(handler, HTTPServerOptions(connectionLimit: 1)) { serving in
      let stubborn = try serving.connect()
      try stubborn.send("GET /stubborn HTTP/1.1\r\nHost: a\r\n\r\n")
      _ = try stubborn.head()
      stubborn.leave()
      #expect(await events.next() == "cancelled")
      let next = try serving.connect()
      try next.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(serving.server.connectionCount == 0)
      mayReturn.withLock { $0 = true }
      #expect(await events.next() == "returned")
      #expect(try next.response() == ok("done"))
    }
  }

  @Test(arguments: LoopKind.allCases)
  func manyConnectionsAreServedAtOnce(on kind: LoopKind) throws {
    try Serving.run(.echo, loop: kind) { serving in
      let clients = try (0..<300).map { _ in try serving.connect() }
      for (number, client) in clients.enumerated() { try client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n") }
      for (number, client) in clients.enumerated() { #expect(try client.response() == ok("GET /\(number) ")) }
    }
  }
}
