public import EventLoop
public import HTTP
public import MCP

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// MCP over Streamable HTTP for whoever is on this computer: one server, at `/mcp` of the loopback interface, in both eras.
///
/// There are no tokens, so every program of every user here may call; web pages may not. What serves other computers, or several
/// principals, puts a `Router` together by itself.
public struct LoopbackTransport: Sendable {
  /// For how long answers under way may go on when the process is told to stop.
  private static let patience = Duration.seconds(4)

  private let loop: EventLoop
  private let listener: HTTPListener
  private let endpoint: MCPEndpoint
  private let router: Router
  private let http: HTTPServer

  /// Listens already when it is made.
  /// - Parameters:
  ///   - port: 0 for one that the system chooses.
  ///   - key: what session ids are sealed with: with the same key, a server that is started again goes on with its sessions.
  /// - Throws: `HTTPListenerError`.
  public init(loop: EventLoop, port: UInt16, server: Server, key: SealingKey = .random()) throws(HTTPListenerError) {
    self.loop = loop
    listener = try .tcp(host: "localhost", port: port)
    endpoint = MCPEndpoint(
      server: server, principal: .anonymous, key: key, sleep: { try await loop.sleep(for: $0) }, now: systemTime)
    router = Router(
      policy: AccessPolicy(), routes: [.mcp], callers: .anyone(Caller(.anonymous, endpoint: endpoint)),
      metrics: Metrics(tools: server.tools.map(\.name)))
    http = HTTPServer(loop: loop, handler: router)
  }

  /// Where clients find the server.
  public var url: String { "http://\(listener.endpoint)\(Route.mcp.path)" }

  /// Serves until the process gets SIGTERM or SIGINT; then answers under way are finished, and streams ended, within 4 seconds.
  public func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await http.serve(on: listener) }
      group.addTask { await endpoint.run() }
      group.addTask {
        guard (try? await loop.signal(among: [SIGTERM, SIGINT])) != nil else { return }
        router.stop()
        endpoint.end()
        await http.stop(within: Self.patience)
      }
    }
  }
}
