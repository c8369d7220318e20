import EventLoop
import Gateway
import HTTP
import Sandbox
import SystemLibraries

/// How a test reaches a sandbox: what is true of one way must be true of the other.
enum GatewayWay: CaseIterable, Sendable {
  case inProcess
  /// Over libcurl and a socket.
  case overPort

  private static let pool = ThreadPool(threads: 8)

  func run<Result: Sendable>(
    _ body: @escaping @Sendable (TestGateway, any HTTPPort) async throws -> Result
  ) async throws -> Result {
    let gateway = try TestGateway()
    switch self {
    case .inProcess: return try await body(gateway, gateway.sandbox)
    case .overPort:
      return try await SandboxServer.run(gateway) { base in
        let address = try GatewayAddress(parsing: base)
        return try await body(
          gateway, LiveGateway(address, HTTPClient.Options(userAgent: "tests/1"), executor: Self.pool))
      }
    }
  }
}

/// A sandbox on a port of its own.
enum SandboxServer {
  /// Serves on a thread of its own while `client` runs with the API's address.
  static func run<Result: Sendable>(
    _ gateway: TestGateway, _ client: @escaping @Sendable (_ base: String) async throws -> Result
  ) async throws -> Result {
    let listener = try HTTPListener.tcp(host: "127.0.0.1", port: 0)
    guard case .tcp(_, let port) = listener.endpoint else { preconditionFailure("a TCP listener has a port") }
    let loop = try EventLoop()
    let handler = SandboxHandler(
      gateway.sandbox, hosts: .loopback(port: Int(port)), pool: ThreadPool(threads: 2),
      sleep: { try await loop.sleep(for: $0) })
    let server = HTTPServer(
      loop: loop, handler: handler, options: HTTPServerOptions(limits: HTTPLimits(bodyBytes: SandboxHandler.bodyLimit)))
    return try await withTaskExecutorPreference(ThreadPool(threads: 1)) {
      loop.run {
        await withTaskGroup(of: Void.self) { group in
          group.addTask { await server.serve(on: listener) }
          let result = await outcome { try await client("http://127.0.0.1:\(port)\(SandboxHandler.base)") }
          await server.stop(within: .zero)
          await group.waitForAll()
          return result
        }
      }
    }.get()
  }

  private static func outcome<Value>(_ body: () async throws -> Value) async -> Result<Value, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }
}
