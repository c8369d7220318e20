import Synchronization
import TestSupport
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(10)))
struct ConnectionLimitTests {
  @Test(arguments: LoopKind.allCases)
  func furtherConnectionsWaitUntilOneEnds(on kind: LoopKind) throws {
    let (paths, gates) = (Mailbox<String>(), Gates())
    try Serving.run(gated(gates, paths), HTTPServerOptions(connectionLimit: 2), loop: kind) { serving in
      let early = [try serving.connect(), try serving.connect()]
      for (number, client) in early.enumerated() {
        try client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await paths.next() == "/\(number)")
      }
      let late = try serving.connect()
      try late.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(serving.server.connections.count == 2)
      for (number, client) in early.enumerated() {
        gates.open("/\(number)")
        #expect(try client.response() == ok("done"))
        client.leave()
        if number == 0 { #expect(await paths.next() == "/late") }
      }
      gates.open("/late")
      #expect(try late.response() == ok("done"))
    }
  }

  @Test(arguments: LoopKind.allCases)
  func longestIdleConnectionGivesWayWhereTheServerIsFull(on kind: LoopKind) throws {
    try Serving.run(.echo, HTTPServerOptions(connectionLimit: 2), loop: kind) { serving in
      let (first, second) = (try serving.connect(), try serving.connect())
      for (client, path) in [(first, "/1"), (second, "/2"), (first, "/3")] {
        try client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response() == ok("GET \(path) "))
      }
      let third = try serving.connect()
      try third.send("GET /4 HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try third.response() == ok("GET /4 "))
      #expect(try second.receiveAll() == "")
      try first.send("GET /5 HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try first.response() == ok("GET /5 "))
    }
  }

  /// A client that opens connections and says nothing can't shut others out.
  @Test(arguments: LoopKind.allCases)
  func silentConnectionsGiveWayWhereTheServerIsFull(on kind: LoopKind) throws {
    try Serving.run(.echo, HTTPServerOptions(connectionLimit: 4), loop: kind) { serving in
      let silent = try (0..<100).map { _ in try serving.connect() }
      let others = try (1...20).map { number in
        let client = try serving.connect()
        try client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response() == ok("GET /\(number) "))
        return client
      }
      for client in silent { #expect(try client.receiveAll() == "") }
      for client in others { client.leave() }
    }
  }

  /// What became idle after others had asked for its place is found when the server looks at all connections.
  @Test func connectionThatBecomesIdleGivesWay() throws {
    let (paths, gates) = (Mailbox<String>(), Gates())
    // The shortest limit decides how often the server looks at its connections.
    let options = HTTPServerOptions(writeTime: .milliseconds(40), connectionLimit: 1)
    try Serving.run(gated(gates, paths), options) { serving in
      let first = try serving.connect()
      try first.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(await paths.next() == "/1")
      let next = try serving.connect()
      try next.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
      gates.open("/1")
      #expect(try first.response() == ok("done"))
      gates.open("/2")
      #expect(try next.response() == ok("done"))
      #expect(try first.receiveAll() == "")
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
      #expect(serving.server.connections.count == 0)
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

/// Answers a request when the gate of its path is open.
private func gated(_ gates: Gates, _ paths: Mailbox<String>) -> Handler {
  Handler { request in
    let path = request.head.path
    paths.put(path)
    return .later { writer in
      try? await gates.pass(path)
      writer.send(.text("done"))
    }
  }
}
