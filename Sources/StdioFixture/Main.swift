import ConformanceFixture
import EventLoop
import MCP
import StdioTransport
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The fixture server on standard input and output, for the tests that need a real process.
@main
struct Main {
  static func main() {
    let parent = ParentProcess()
    guard let streams = StandardStreams.take(), let loop = try? EventLoop() else { exit(1) }
    let transport = StdioTransport(loop: loop, streams: streams, parent: parent)
    let server = Fixture.server(sleep: { try await loop.sleep(for: $0) }, additionalTools: [strayOutput, largeText])
    loop.run { await transport.run(server) { end in exit(end.status) } }
  }

  /// Does what a careless library would do.
  private static let strayOutput = Tool.fixture(
    "test_stray_output", "Stray output", "Writes to descriptor 1 and prints."
  ) {
    _, _ in
    let noise = Array("stray bytes\n".utf8)
    write(STDOUT_FILENO, noise, noise.count)
    print("a stray print")
    return .text("Written.")
  }

  private static let largeText = Tool.fixture("test_large_text", "Large text", "Returns 100,000 letters.") { _, _ in
    ToolResult(content: [], structured: letters)
  }

  private static let letters = Array(#"{"text":"\#(String(repeating: "x", count: 100_000))"}"#.utf8)
}
