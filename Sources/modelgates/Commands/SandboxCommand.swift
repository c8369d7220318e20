import EventLoop
import Files
import HTTP
import JSON
import MCP
import Operations
import Projects
import Sandbox
import SystemLibraries

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `modelgates sandbox`: the embedded gateway on a port, for any program to use as a stand-in.
struct SandboxCommand: Record {
  @Field("Port; 0 picks one.", [.range(0...65_535)]) var port: Int = Sandbox.defaultPort
  @Field("Address to listen on, in numbers, or localhost.") var host: String = "127.0.0.1"
  @Field("Agree that other computers may use it: for a host that isn't this computer's own.") var expose: Bool = false

  static let examples = ["modelgates sandbox", "modelgates sandbox --port 0"]

  /// For how long answers under way may go on when the process is told to stop.
  private static let patience = Duration.seconds(2)

  init() {}

  init(_ arguments: [String]) throws(UsageError) {
    try self.init(options: arguments, of: "sandbox")
  }

  /// Serves until it is told to stop, then ends the process.
  /// - Throws: `UsageError` or `SettingsError` before the first connection is accepted.
  func run(_ options: GlobalOptions, _ environment: [String: String]) throws -> ExitStatus {
    let settings = try Settings(options, environment: environment, isServer: true)
    let listener = try HTTPListener.listening(at: .tcp(host: host, port: UInt16(clamping: port)))
    guard listener.isLocal || expose else {
      throw UsageError(
        "Everybody who reaches \(host) could use this sandbox: its management key is known. If that is meant, add --expose.",
        command: "sandbox")
    }
    let loop = try EventLoop()
    let address = "http://\(listener.endpoint)"
    let sandbox = Sandbox(
      directory: settings.directories.state / "sandbox", address: address, clock: { WallClock.system.seconds() })
    let handler = SandboxHandler(
      sandbox, hosts: hosts(of: listener), pool: ThreadPool(threads: 4), sleep: { try await loop.sleep(for: $0) })
    let server = HTTPServer(
      loop: loop, handler: handler, options: HTTPServerOptions(limits: HTTPLimits(bodyBytes: SandboxHandler.bodyLimit)))
    // Whatever the log's level: with port 0 nothing else tells the port.
    settings.log.write(.info, "sandbox_ready", [("address", address + SandboxHandler.base)], always: true)
    loop.run { await Self.serve(server, on: listener, loop) }
    return .done
  }

  private func hosts(of listener: HTTPListener) -> AllowedHosts {
    guard case .tcp(let host, let port) = listener.endpoint else { return .loopback(port: port) }
    return listener.isLocal ? .loopback(host: host, port: Int(port)) : .open(host: host, port: Int(port))
  }

  private static func serve(_ server: HTTPServer, on listener: HTTPListener, _ loop: EventLoop) async {
    await withDiscardingTaskGroup { group in
      group.addTask {
        guard (try? await loop.signal(among: [SIGTERM, SIGINT, SIGHUP])) != nil else { return }
        await server.stop(within: patience)
        _exit(0)
      }
      await server.serve(on: listener)
    }
  }
}
