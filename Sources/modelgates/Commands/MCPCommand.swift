import EventLoop
import HTTPTransport
import MCP
import Operations
import Projects
import StdioTransport
import SystemLibraries

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `modelgates mcp`: the MCP server over standard input and output.
struct MCPCommand {
  static let examples = [
    "modelgates mcp", "modelgates mcp --read-only", "modelgates mcp --tools list_models,get_model",
  ]

  private let operations: [AnyOperation]
  private let environment: [String: String]

  init(_ arguments: [String], _ environment: [String: String]) throws(UsageError) {
    operations = try ToolSelection(arguments, environment, of: "mcp").select(from: OperationCatalog.all, for: "mcp")
    self.environment = environment
  }

  /// Serves until the client is gone, then ends the process.
  /// - Throws: `UsageError` or `SettingsError` before the first message is read.
  func run(_ options: GlobalOptions) throws -> ExitStatus {
    let parent = ParentProcess()
    // Before anything else is opened, which could get the number of a stream that was closed.
    guard let streams = StandardStreams.take() else { throw SettingsError("Standard input or output is closed.") }
    disableCoreDumps()
    keepFreedMemory()
    let settings = try Settings(options, environment: environment, isServer: true)
    let loop = try EventLoop()
    let transport = StdioTransport(loop: loop, streams: streams, parent: parent)
    let server = makeServer(settings, loop)
    if isatty(STDIN_FILENO) == 1 {
      StandardError.write("This is an MCP server, for a client that starts it and speaks JSON. Ctrl-D ends it.\n")
    }
    loop.run {
      await transport.run(server) { end in
        settings.log.write(.info, "server_ended", [("reason", end.description)])
        _exit(end.status)
      }
    }
    return .done
  }

  private func makeServer(_ settings: Settings, _ loop: EventLoop) -> Server {
    Server(
      operations: operations,
      services: Services(pool: ThreadPool(threads: 4)) { try settings.makeProject(on: loop) },
      // Over standard input and output, all rounds of a request come to the same process.
      stateSealer: SealedStateSealer(key: .random(), now: { WallClock.system.seconds() }),
      sleep: { try await loop.sleep(for: $0) },
      log: { settings.log.write($0) })
  }
}
