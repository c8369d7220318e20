import Files
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard streams of every kind.
@Suite(.timeLimit(.minutes(2)))
struct StreamTests {
  private static let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
  private static let pong = #"{"jsonrpc":"2.0","id":1,"result":{}}"#

  @Test func inputAndOutputMayBeFiles() async throws {
    let folder = try TemporaryDirectory()
    let input = try folder.path.appending(component: "input")
    let output = try folder.path.appending(component: "output")
    let count = 20_000
    let lines = (0..<count).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"ping"}"# + "\n" }
    try File.replace(input, with: Array(lines.joined().utf8), mode: 0o600, keepingStricterMode: false)
    let process = try ChildProcess.fixture(input: .file("\(input)"), output: .file("\(output)"))
    try await process.use { #expect(await process.end() == .exited(0)) }
    let answers = (0..<count).map { #"{"jsonrpc":"2.0","id":\#($0),"result":{}}"# + "\n" }
    #expect(try File.read(output, limit: 10 << 20) == Array(answers.joined().utf8))
  }

  @Test func emptyInputEndsTheProcessWithoutAWord() async throws {
    let process = try ChildProcess.fixture(input: .file("/dev/null"))
    try await process.use {
      #expect(await process.readAll() == [])
      #expect(await process.end() == .exited(0))
    }
  }

  @Test func outputMayGoNowhere() async throws {
    let process = try ChildProcess.fixture(output: .file("/dev/null"))
    try await process.use {
      try await process.write(Array("\(Self.ping)\n".utf8))
      process.closeInput()
      #expect(await process.end() == .exited(0))
    }
  }

  @Test func processWithoutInputOrOutputDoesNotStart() async throws {
    let deaf = try ChildProcess.fixture(input: .closed)
    try await deaf.use { #expect(await deaf.end() == .exited(1)) }
    let mute = try ChildProcess.fixture(output: .closed)
    try await mute.use { #expect(await mute.end() == .exited(1)) }
  }

  @Test func processWithoutStandardErrorWorks() async throws {
    let process = try ChildProcess.fixture(error: .closed)
    try await process.use {
      try await process.write(Array("\(Self.ping)\n".utf8))
      #expect(await process.read() == Array("\(Self.pong)\n".utf8))
      process.closeInput()
      #expect(await process.end() == .exited(0))
    }
  }

  /// A terminal hands out one line at a time, however many are there.
  @Test(.enabled(if: access("/usr/bin/script", X_OK) == 0, "needs script(1), which makes a terminal"))
  func linesOfATerminalAreAllAnswered() async throws {
    let folder = try TemporaryDirectory()
    let log = try folder.path.appending(component: "log")
    let process = try ChildProcess(
      "/usr/bin/script", ["-q", "-e", "-c", "stty -echo; exec \(ChildProcess.product("stdio-fixture"))", "\(log)"])
    try await process.use {
      let lines = (1...50).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"ping"}"# + "\n" }
      try await process.write(Array(lines.joined().utf8))
      var output = ""
      while !output.contains(#"{"jsonrpc":"2.0","id":50,"result":{}}"#) {
        let bytes = await process.read()
        if bytes.isEmpty { break }
        output += String(decoding: bytes, as: UTF8.self)
      }
      for id in 1...50 { #expect(output.contains(#"{"jsonrpc":"2.0","id":\#(id),"result":{}}"#)) }
    }
  }
}
