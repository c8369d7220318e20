import EventLoop
import Files
import HTTP
import HTTPTransport
import MCP
import Operations
import SystemLibraries

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `modelgates serve`: the MCP server over HTTP.
struct ServeCommand {
  static let examples = [
    "modelgates serve",
    "modelgates serve --port 0 --read-only",
    "modelgates serve --unix /run/user/1000/modelgates.sock",
    "modelgates serve --hash-token --name ci < ci-token >> tokens",
    "modelgates serve --token-file tokens --behind-tls-proxy --host 0.0.0.0 --allow-host mcp.example.com --rate-limit 10/s",
  ]

  private let options: ServeOptions
  private let selection: ToolSelection
  private let operations: [AnyOperation]
  private let environment: [String: String]

  init(_ arguments: [String], _ environment: [String: String]) throws(UsageError) {
    options = try ServeOptions(arguments)
    selection = try ToolSelection(readOnly: options.readOnly, tools: options.tools, environment, of: "serve")
    operations = try selection.select(from: OperationCatalog.all, for: "serve")
    self.environment = environment
    if options.name != nil, !options.hashToken { throw UsageError("--name goes with --hash-token.", command: "serve") }
  }

  /// Serves until it is told to stop, then ends the process.
  /// - Throws: `UsageError`, `SettingsError` or `FileError` before the first connection is accepted.
  func run(_ global: GlobalOptions) throws -> ExitStatus {
    if options.hashToken { return try hashToken(global) }
    disableCoreDumps()
    keepFreedMemory()
    // What operations open comes on top of the connections.
    raiseDescriptorLimit(to: UInt64(options.connectionLimit) + 1024)
    let settings = try Settings(global, environment: environment, isServer: true, logLevel: .info)
    let loop = try EventLoop()
    let service = try HTTPService(options, settings, operations, loop: loop)
    loop.run { await service.run { _exit(0) } }
    return .done
  }

  private func hashToken(_ global: GlobalOptions) throws -> ExitStatus {
    guard let name = options.name else { throw UsageError("--hash-token needs --name.", command: "serve") }
    let project = try global.values["--project"].map { try FilePath($0).absolute(in: File.workingDirectory()) }
    return try TokenHashing(name: name, project: project, readOnly: selection.readOnly).run()
  }
}
