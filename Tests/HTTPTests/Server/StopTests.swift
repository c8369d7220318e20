import EventLoop
import TestSupport
import Testing

@testable import HTTP

/// How a server ends.
@Suite(.timeLimit(.minutes(10)))
struct StopTests {
  @Test(arguments: LoopKind.allCases)
  func answersUnderWayAreFinished(on kind: LoopKind) throws {
    let gates = Gates()
    let events = Mailbox<String>()
    let handler = Handler { request in
      .later { writer in
        if request.head.path == "/stream" {
          writer.start(status: 200, fields: [:])
          writer.write("begun")
        }
        events.put("begun")
        try? await gates.pass("go on")
        if request.head.path == "/stream" {
          writer.write("done")
          writer.finish()
        } else {
          writer.send(.text("done"))
        }
      }
    }
    try Serving.run(handler, loop: kind) { serving in
      let stream = try serving.connect()
      try stream.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
      let plain = try serving.connect()
      try plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      for _ in 1...2 { #expect(await events.next() == "begun") }
      let idle = try serving.connect()
      async let stopped: Void = serving.server.stop(within: .seconds(60))
      #expect(try idle.receiveAll() == "")
      gates.open("go on")
      #expect(try plain.response() == ok("done", closes: true))
      #expect(try plain.receiveAll() == "")
      #expect(try stream.head() == StreamTests.chunkedHead)
      #expect(try stream.receiveAll() == "5\r\nbegun\r\n4\r\ndone\r\n0\r\n\r\n")
      await stopped
      #expect(throws: SystemError.self) { try serving.connect() }
    }
  }

  @Test func requestThatIsBeingSentIsStillAnswered() throws {
    let admitted = Mailbox<String>()
    let handler = Handler(
      refuse: {
        admitted.put($0.path)
        return nil
      },
      { .now(.text(String(decoding: $0.body, as: UTF8.self))) })
    try Serving.run(handler) { serving in
      let client = try serving.connect()
      try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\nhalf")
      #expect(await admitted.next() == "/")
      let idle = try serving.connect()
      async let stopped: Void = serving.server.stop(within: .seconds(60))
      #expect(try idle.receiveAll() == "")
      try client.send("half")
      #expect(try client.response() == ok("halfhalf", closes: true))
      #expect(try client.receiveAll() == "")
      await stopped
    }
  }

  @Test func whatIsNotFinishedInTimeIsCutOff() throws {
    let gates = Gates()
    let events = Mailbox<String>()
    let handler = Handler { _ in
      .later { writer in
        writer.start(status: 200, fields: [:])
        do { try await gates.pass("never") } catch { events.put("cancelled") }
      }
    }
    try Serving.run(handler) { serving in
      let client = try serving.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      _ = try client.head()
      await serving.server.stop(within: .milliseconds(20))
      #expect(await events.next() == "cancelled")
      #expect(serving.server.connections.count == 0)
    }
  }

  @Test func cancelledServerCutsEverythingOff() throws {
    let events = Mailbox<String>()
    let gates = Gates()
    let handler = Handler { _ in
      .later { _ in
        events.put("begun")
        do { try await gates.pass("never") } catch { events.put("cancelled") }
      }
    }
    let loop = try EventLoop()
    let listener = try HTTPListener.tcp(host: "127.0.0.1", port: 0)
    let server = HTTPServer(loop: loop, handler: handler)
    let client = try RawClient(listener.endpoint)
    try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    let seen = loop.run {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await server.serve(on: listener) }
        let first = await events.next()
        group.cancelAll()
        await group.waitForAll()
        return [first, await events.next()]
      }
    }
    #expect(seen == ["begun", "cancelled"])
  }

  @Test func serverThatIsStoppedBeforeItServesServesNobody() throws {
    let loop = try EventLoop()
    let listener = try HTTPListener.tcp(host: "127.0.0.1", port: 0)
    let server = HTTPServer(loop: loop, handler: Handler.echo)
    loop.run {
      await server.stop(within: .seconds(60))
      await server.serve(on: listener)
    }
    #expect(throws: SystemError.self) { try RawClient(listener.endpoint) }
  }

  @Test func twoServersShareALoop() throws {
    let metrics = try HTTPListener.tcp(host: "127.0.0.1", port: 0)
    try Serving.run(.echo) { serving in
      let second = HTTPServer(loop: serving.loop, handler: Handler { _ in .now(.text("metrics")) })
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask(executorPreference: serving.loop) { await second.serve(on: metrics) }
        let clients = (try serving.connect(), try RawClient(metrics.endpoint))
        for _ in 1...3 {
          try clients.0.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
          try clients.1.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
          #expect(try clients.0.response() == ok("GET / "))
          #expect(try clients.1.response() == ok("metrics"))
        }
        await second.stop(within: .zero)
      }
      // The other one goes on.
      let client = try serving.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.response() == ok("GET / "))
    }
  }
}
