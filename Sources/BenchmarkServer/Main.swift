import EventLoop
import HTTPTransport
import MCP
import StdioTransport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server with next to no work in its tools, for measuring what the engine costs (`scripts/benchmark`): on the standard streams,
/// or with `--http 127.0.0.1:N` on a port of the loopback interface. With `--json` it serves nothing, see `JSONBenchmark`.
@main
struct Main {
  static func main() throws {
    let parent = ParentProcess()
    keepFreedMemory()
    if CommandLine.arguments.dropFirst() == ["--json"] { return try JSONBenchmark.run() }
    guard let loop = try? EventLoop() else { exit(1) }
    let server = Server(
      info: Implementation(name: "benchmark-server", version: "1.0", title: "Benchmark server"),
      instructions: "Measures the engine.", tools: [Tool(Echo.self), ListModels.tool],
      sleep: { try await loop.sleep(for: $0) })
    if let address = CommandLine.arguments.dropFirst().first {
      guard address == "--http", let port = port(in: CommandLine.arguments.last ?? ""),
        let transport = try? LoopbackTransport(loop: loop, port: port, server: server)
      else { exit(2) }
      return loop.run { await transport.run() }
    }
    guard let streams = StandardStreams.take() else { exit(1) }
    let transport = StdioTransport(loop: loop, streams: streams, parent: parent)
    loop.run { await transport.run(server) { end in exit(end.status) } }
  }

  private static func port(in address: String) -> UInt16? {
    let parts = address.split(separator: ":")
    return parts.count == 2 && parts[0] == "127.0.0.1" ? UInt16(parts[1]) : nil
  }
}
