import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// When a server process ends, and how.
@Suite(.timeLimit(.minutes(10)))
struct LifetimeTests {
  private static let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
  private static let pong = #"{"jsonrpc":"2.0","id":1,"result":{}}"#
  private static let meta =
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#

  private func call(_ id: Int, _ tool: String) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"\#(tool)",\#(Self.meta)}}"#
  }

  @Test func endOfInputEndsTheProcess() async throws {
    let process = try ChildProcess.fixture()
    try await process.use {
      process.closeInput()
      #expect(await process.end() == .exited(0))
    }
  }

  @Test func whatIsInFlightAtTheEndOfInputIsStillAnswered() async throws {
    let process = try ChildProcess.fixture()
    try await process.use {
      let lines = (0..<100).map { call($0, "test_tool_with_progress") + "\n" }
      try await process.write(Array(lines.joined().utf8))
      process.closeInput()
      let output = String(decoding: await process.readAll(), as: UTF8.self)
      for id in 0..<100 { #expect(output.contains(#"{"jsonrpc":"2.0","id":\#(id),"result""#)) }
      #expect(await process.end() == .exited(0))
    }
  }

  @Test func requestThatNeverEndsDoesNotKeepTheProcess() async throws {
    let process = try ChildProcess.fixture()
    try await process.use {
      try await process.write(Array("\(call(1, "test_wait"))\n\(call(2, "test_simple_text"))\n".utf8))
      process.closeInput()
      let output = String(decoding: await process.readAll(), as: UTF8.self)
      #expect(!output.contains(#""id":1,"#) && output.contains(#""id":2,"#))
      #expect(await process.end() == .exited(0))
    }
  }

  @Test(arguments: [(SIGTERM, 143), (SIGINT, 130), (SIGHUP, 129)] as [(Int32, Int32)])
  func signalEndsTheProcessWithItsStatus(_ signal: Int32, _ status: Int32) async throws {
    let process = try ChildProcess.fixture()
    try await process.use {
      // Once it answers, the handlers are there.
      try await process.write(Array("\(Self.ping)\n".utf8))
      #expect(await process.read() == Array("\(Self.pong)\n".utf8))
      process.kill(signal)
      #expect(await process.end() == .exited(status))
    }
  }

  @Test func processThatNobodyReadsEndsAtASignalAndAtTheEndOfInput() async throws {
    for signal in [SIGTERM, 0] {
      let process = try ChildProcess.fixture()
      try await process.use {
        let lines = (0..<20).map { call($0, "test_large_text") + "\n" }
        try await process.write(Array("\(Self.ping)\n\(lines.joined())".utf8))
        // The first answer is there, the pipe is full, and no more is read.
        _ = await process.read()
        if signal == 0 { process.closeInput() } else { process.kill(signal) }
        #expect(await process.end() == .exited(signal == 0 ? 0 : 143))
      }
    }
  }

  @Test func closedOutputEndsTheProcess() async throws {
    let process = try ChildProcess.fixture()
    try await process.use {
      try await process.write(Array("\(Self.ping)\n".utf8))
      #expect(await process.read() == Array("\(Self.pong)\n".utf8))
      process.closeOutput()
      #expect(await process.end() == .exited(0))
    }
  }

  @Test func outputThatTakesNothingEndsTheProcess() async throws {
    let process = try ChildProcess.fixture(output: .file("/dev/full"))
    try await process.use {
      try await process.write(Array("\(Self.ping)\n".utf8))
      #expect(await process.end() == .exited(0))
    }
  }

  /// Neither end of input nor a signal reaches the server; only that its parent is gone.
  @Test func endOfTheParentEndsTheProcess() async throws {
    // A shell gives what it runs in the background another input, unless told otherwise.
    let script = #"exec 3<&0; "$0" <&3 3<&- & exec 3<&-; wait"#
    let shell = try ChildProcess("/bin/sh", ["-c", script, ChildProcess.product("stdio-fixture")])
    try await shell.use {
      try await shell.write(Array("\(Self.ping)\n".utf8))
      #expect(await shell.read() == Array("\(Self.pong)\n".utf8))
      shell.kill(SIGKILL)
      #expect(await shell.end() == .killed(signal: SIGKILL))
      // The server alone holds the other end now.
      #expect(await shell.readAll() == [])
    }
  }
}
