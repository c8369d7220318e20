import Files
import Gateway
import JSON
import MCP
import Operations
import Projects
import Sandbox
import TestSupport

/// The product's server in memory, with a project and a sandbox of a test's own.
struct ServerFixture: Sendable {
  let folder: TemporaryDirectory
  var root: FilePath { folder.path / "project" }

  init() throws {
    folder = try TemporaryDirectory()
    try File.createDirectory(root, mode: 0o755, intermediates: false)
  }

  func server(_ names: [String]? = nil) -> Server {
    // The folder lives as long as the server.
    let folder = folder
    let operations = OperationCatalog.all.filter { names?.contains($0.name) ?? true }
    return Server(
      operations: operations,
      services: Services(pool: InPlace()) {
        Project(
          root: folder.path / "project",
          gateway: GatewayClient(
            port: Sandbox(directory: folder.path / "sandbox", clock: { 1_772_445_600 }), managementKey: nil),
          address: "https://modelgates.ai/api/v1", user: try UserDirectories(environment: ["HOME": folder.path.value]),
          email: "dev@example.com", passphrase: nil)
      },
      stateSealer: TestSealer(), sleep: { try await Task.sleep(for: $0) }, log: { _ in })
  }
}

/// Runs what it is given at once, on the thread that brings it.
final class InPlace: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    UnownedJob(job).runSynchronously(on: asUnownedTaskExecutor())
  }
}

/// A modern request whose client can be asked.
func request(_ id: Int, _ method: String, _ parameters: String, canAsk: Bool = false) -> String {
  let capabilities = canAsk ? #"{"elicitation":{}}"# : "{}"
  let meta =
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":\#(capabilities)}"#
  let rest = parameters.isEmpty ? meta : "\(parameters),\(meta)"
  return #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":{\#(rest)}}"#
}
