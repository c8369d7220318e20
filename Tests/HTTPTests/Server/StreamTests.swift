import EventLoop
import Files
import HTTP
import TestSupport
import Testing

/// Answers that come piece by piece.
@Suite(.timeLimit(.minutes(10)))
struct StreamTests {
  static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
  static let chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

  @Test(arguments: LoopKind.allCases)
  func piecesArriveOneByOne(on kind: LoopKind) throws {
    let gates = Gates()
    let handler = Handler { _ in
      .later { writer in
        writer.start(status: 200, fields: [:])
        for piece in ["one", "two", "three"] {
          try? await gates.pass(piece)
          writer.write(piece)
        }
        try? await gates.pass("end")
        writer.finish()
      }
    }
    try Serving.run(handler, loop: kind) { serving in
      let client = try serving.connect()
      try client.send(Self.request + Self.request)
      #expect(try client.head() == Self.chunkedHead)
      for piece in ["one", "two", "three"] {
        gates.open(piece)
        #expect(try client.chunk() == piece)
      }
      gates.open("end")
      #expect(try client.chunk() == "")
      // The next request is answered when the stream is over.
      #expect(try client.head() == Self.chunkedHead)
      #expect(try client.receive(through: "0\r\n\r\n") == "3\r\none\r\n3\r\ntwo\r\n5\r\nthree\r\n0\r\n\r\n")
    }
  }

  @Test(arguments: LoopKind.allCases)
  func anyThreadMayWrite(on kind: LoopKind) throws {
    let pool = ThreadPool(threads: 2)
    let handler = Handler { _ in
      .later { writer in
        await withTaskExecutorPreference(pool) {
          writer.start(status: 200, fields: ["Content-Type": "text/plain"])
          await withDiscardingTaskGroup { group in
            for _ in 1...4 {
              group.addTask { for _ in 1...100 { writer.write("x") } }
            }
          }
          writer.finish()
        }
      }
    }
    try Serving.run(handler, loop: kind) { serving in
      let client = try serving.connect()
      try client.send(Self.request)
      #expect(try client.head() == "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n")
      for _ in 1...400 { #expect(try client.chunk() == "x") }
      #expect(try client.chunk() == "")
    }
  }

  private static let hello = Handler { _ in
    .later { writer in
      writer.start(status: 200, fields: [:])
      writer.write("hello")
      writer.finish()
    }
  }

  @Test func streamToAnOldClientEndsWithTheConnection() throws {
    try Serving.run(Self.hello) { serving in
      let client = try serving.connect()
      try client.send("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n")
      #expect(RawClient.undated(try client.receiveAll()) == "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello")
    }
  }

  @Test func streamForHeadHasNoBody() throws {
    try Serving.run(Self.hello) { serving in
      let client = try serving.connect()
      for _ in 1...2 {
        try client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.head() == Self.chunkedHead)
      }
    }
  }

  @Test func streamThatIsNotFinishedIsCutOff() throws {
    let handler = Handler { _ in
      .later { writer in
        writer.start(status: 200, fields: [:])
        writer.write("hello")
      }
    }
    try Serving.run(handler) { serving in
      let client = try serving.connect()
      try client.send(Self.request)
      #expect(RawClient.undated(try client.receiveAll()) == Self.chunkedHead + "5\r\nhello\r\n")
    }
  }

  @Test(arguments: [false, true])
  func connectionThatIsCutEndsWithoutAnAnswer(hasBegun: Bool) throws {
    let handler = Handler { _ in
      .later { writer in
        if hasBegun { writer.start(status: 200, fields: [:]) }
        writer.cut()
        writer.send(.text("too late"))
      }
    }
    try Serving.run(handler) { serving in
      let client = try serving.connect()
      try client.send(Self.request)
      try client.waitForReset()
    }
  }

  /// How a client leaves.
  enum Departure: CaseIterable {
    case closes, endsItsSide, resets
  }

  @Test(arguments: Departure.allCases, LoopKind.allCases)
  func clientThatLeavesAStreamCancelsTheWork(_ departure: Departure, on kind: LoopKind) throws {
    for hasAskedForMore in [true, false] { try clientLeaves(departure, hasAskedForMore, kind) }
  }

  private func clientLeaves(_ departure: Departure, _ hasAskedForMore: Bool, _ kind: LoopKind) throws {
    let gates = Gates()
    let events = Mailbox<String>()
    let handler = Handler { _ in
      .later { writer in
        writer.start(status: 200, fields: [:])
        do { try await gates.pass("never") } catch { events.put("cancelled") }
      }
    }
    try Serving.run(handler, loop: kind) { serving in
      let client = try serving.connect()
      try client.send(Self.request + (hasAskedForMore ? Self.request : ""))
      #expect(try client.head() == Self.chunkedHead)
      switch departure {
      case .closes: client.leave()
      case .endsItsSide: client.endOutput()
      case .resets: client.reset()
      }
      #expect(await events.next() == "cancelled")
    }
  }

  @Test func streamThatBeginsAfterItsClientHasLeftIsCancelled() throws {
    let gates = Gates()
    let events = Mailbox<String>()
    let handler = Handler { _ in
      .later { writer in
        events.put("begun")
        try? await gates.pass("client has left")
        writer.start(status: 200, fields: [:])
        do { try await gates.pass("never") } catch { events.put("cancelled") }
      }
    }
    try Serving.run(handler) { serving in
      let client = try serving.connect()
      try client.send(Self.request)
      #expect(await events.next() == "begun")
      client.leave()
      gates.open("client has left")
      #expect(await events.next() == "cancelled")
    }
  }

  @Test(arguments: [Departure.closes, .resets], LoopKind.allCases)
  func clientThatLeavesCancelsAnAnswerThatHasNotBegun(_ departure: Departure, on kind: LoopKind) throws {
    for hasAskedForMore in [true, false] {
      let gates = Gates()
      let events = Mailbox<String>()
      let handler = Handler { _ in
        .later { _ in
          events.put("begun")
          do { try await gates.pass("never") } catch { events.put("cancelled") }
        }
      }
      try Serving.run(handler, loop: kind) { serving in
        let client = try serving.connect()
        try client.send(Self.request + (hasAskedForMore ? Self.request : ""))
        #expect(await events.next() == "begun")
        if departure == .resets { client.reset() } else { client.leave() }
        #expect(await events.next() == "cancelled")
      }
    }
  }

  @Test(arguments: LoopKind.allCases)
  func clientThatOnlyEndsItsSideIsAskedWhetherItIsThere(on kind: LoopKind) throws {
    let gates = Gates()
    let handler = Handler { _ in
      .later { writer in
        try? await gates.pass("asked")
        writer.send(.text("late"))
      }
    }
    try Serving.run(handler, loop: kind) { serving in
      let client = try serving.connect()
      try client.send(Self.request)
      client.endOutput()
      #expect(try client.head() == "HTTP/1.1 100 Continue\r\n\r\n")
      gates.open("asked")
      #expect(try client.receive(through: "\r\n").hasPrefix("HTTP/1.1 200 "))
      #expect(try client.receiveAll().hasSuffix("\r\n\r\nlate"))
    }
  }

  /// It knows no interim responses (RFC 9110 section 15.2).
  @Test func clientOfHTTP10IsNotAsked() throws {
    let handler = Handler { _ in
      .later { writer in
        for _ in 1...1000 { await Task.yield() }
        writer.send(.text("late"))
      }
    }
    try Serving.run(handler) { serving in
      let client = try serving.connect()
      try client.send("GET / HTTP/1.0\r\nHost: a\r\n\r\n")
      client.endOutput()
      #expect(try client.receiveAll().hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test(arguments: [true, false])
  func streamThatIsNotReadIsCutOff(yields: Bool) throws {
    let directory = try TemporaryDirectory()
    let listener = try HTTPListener.unix(path: directory.path.value + "/socket")
    var options = HTTPServerOptions()
    options.outputLimit = 1 << 20
    let events = Mailbox<Int>()
    let handler = Handler { _ in
      .later { writer in
        writer.start(status: 200, fields: [:])
        let piece = [UInt8](repeating: 0x78, count: 10_000)
        var pieces = 0
        while !Task.isCancelled, pieces < 10_000 {
          writer.write(piece)
          pieces += 1
          // With or without a chance for the connection between the pieces.
          if yields || pieces.isMultiple(of: 1000) { await Task.yield() }
        }
        events.put(pieces)
      }
    }
    try Serving.run(handler, options, on: listener) { serving in
      let client = try serving.connect()
      try client.send(Self.request)
      let pieces = try #require(await events.next())
      // What the system takes for a socket that isn't read is well below another megabyte.
      #expect(pieces < 1000 + (yields ? 0 : 1000))
      try client.waitForReset()
    }
  }

  @Test func streamThatIsReadHasNoEnd() throws {
    let piece = [UInt8](repeating: 0x78, count: 10_000)
    let handler = Handler { _ in
      .later { writer in
        writer.start(status: 200, fields: [:])
        for _ in 1...2000 {
          writer.write(piece)
          await Task.yield()
        }
        writer.finish()
      }
    }
    var options = HTTPServerOptions()
    options.outputLimit = 32 << 20
    try Serving.run(handler, options) { serving in
      let client = try serving.connect()
      try client.send(Self.request)
      _ = try client.head()
      let all = try client.receive(exactly: 2000 * (10_000 + 8) + 5)
      #expect(all.hasSuffix("xxx\r\n0\r\n\r\n"))
    }
  }
}
