import Files
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard streams of every kind.
@Suite(.timeLimit(.minutes(10)))
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
  @Test func linesOfATerminalAreAllAnswered() async throws {
    let terminal = try Terminal()
    let process = try ChildProcess.fixture(input: .descriptor(terminal.far))
    try await process.use {
      terminal.type("\(Self.ping)\n")
      // Once it answers it waits, so that all other lines are there when it is woken.
      #expect(await process.read() == Array("\(Self.pong)\n".utf8))
      terminal.type((1...50).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"ping"}"# + "\n" }.joined())
      let answers = (1...50).map { #"{"jsonrpc":"2.0","id":\#($0),"result":{}}"# + "\n" }.joined()
      var output = ""
      while output.utf8.count < answers.utf8.count {
        let bytes = await process.read()
        if bytes.isEmpty { break }
        output += String(decoding: bytes, as: UTF8.self)
      }
      #expect(output == answers)
    }
  }
}

/// Both ends of a terminal.
private final class Terminal: Sendable {
  let near: Int32
  let far: Int32

  private typealias Open =
    @convention(c) (
      UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<CChar>?, UnsafeRawPointer?,
      UnsafeRawPointer?
    ) -> Int32

  init() throws {
    // openpty(3) is in the C library, but not among what Swift sees of it.
    let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "openpty"))
    var (near, far): (Int32, Int32) = (-1, -1)
    try #require(unsafeBitCast(symbol, to: Open.self)(&near, &far, nil, nil, nil) == 0)
    (self.near, self.far) = (near, far)
  }

  deinit {
    close(near)
    close(far)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(write(near, bytes, bytes.count) == bytes.count)
  }
}
