import EventLoop
import MCP
import StdioTransport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server with next to no work in its tools, for measuring what the engine costs (`scripts/benchmark`).
@main
struct Main {
  static func main() {
    let parent = ParentProcess()
    keepFreedMemory()
    guard let streams = StandardStreams.take(), let loop = try? EventLoop() else { exit(1) }
    let transport = StdioTransport(loop: loop, streams: streams, parent: parent)
    let server = Server(
      info: Implementation(name: "benchmark-server", version: "1.0", title: "Benchmark server"),
      instructions: "Measures the engine.", tools: [Tool(Echo.self), ListModels.tool],
      sleep: { try await loop.sleep(for: $0) })
    loop.run { await transport.run(server) { end in exit(end.status) } }
  }
}
