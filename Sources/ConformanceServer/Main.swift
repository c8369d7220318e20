import ConformanceFixture
import EventLoop
import HTTPTransport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The fixture server over HTTP, for the official conformance suite: `conformance-server --port 3000`.
@main
struct Main {
  static func main() {
    guard let port = port(in: Array(CommandLine.arguments.dropFirst())) else {
      say("usage: conformance-server --port N (0 for any port that is free)")
      exit(2)
    }
    do {
      let loop = try EventLoop()
      let key = SealingKey.random()
      let wait: @Sendable (Duration) async throws -> Void = { try await loop.sleep(for: $0) }
      let server = Fixture.server(stateSealer: SealedStateSealer(key: key, now: systemTime), pause: wait, sleep: wait)
      let transport = try LoopbackTransport(loop: loop, port: port, server: server, key: key)
      say(#"{"url":"\#(transport.url)"}"#)
      loop.run {
        await transport.run()
        exit(0)
      }
    } catch {
      say("conformance-server: \(error)")
      exit(1)
    }
  }

  private static func port(in arguments: [String]) -> UInt16? {
    guard arguments.count == 2, arguments[0] == "--port" else { return nil }
    return UInt16(arguments[1])
  }

  private static func say(_ line: String) { write(STDERR_FILENO, line + "\n", line.utf8.count + 1) }
}
