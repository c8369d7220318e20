import Files
import Gateway
import JSON
import Projects
import Sandbox
import TestSupport

/// A folder with a project, a user's own files and a sandbox.
struct Workplace: Sendable {
  let folder: TemporaryDirectory
  /// 2026-03-02 10:00:00 UTC, a Monday.
  static let start: Int64 = 1_772_445_600

  init() throws {
    folder = try TemporaryDirectory()
    try File.createDirectory(root, mode: 0o755, intermediates: false)
  }

  /// A copy of everything as it stands on disk: what a kill at this moment would leave.
  init(copying other: Workplace) throws {
    folder = try TemporaryDirectory()
    try Self.copy(other.folder.path, to: folder.path)
  }

  var root: FilePath { folder.path / "app" }
  var home: FilePath { folder.path / "home" }
  var envFile: FilePath { root / ".env" }

  var sandbox: Sandbox { sandbox(at: Self.start) }
  func sandbox(at time: Int64) -> Sandbox { Sandbox(directory: folder.path / "sandbox", clock: { time }) }

  /// The project as one process sees it.
  /// - Parameters:
  ///   - port: The way to the gateway; the sandbox unless given.
  ///   - time: Seconds after the start.
  ///   - root: The project's folder.
  func project(
    _ port: (any HTTPPort)? = nil, managementKey: Secret? = nil, email: String? = "dev@example.com",
    passphrase: Secret? = nil, paymentToken: Secret? = nil, time: Int64 = 0,
    in root: FilePath? = nil
  ) throws -> Projects.Project {
    let now = Timestamp(milliseconds: (Self.start + time) * 1000)
    return Projects.Project(
      root: root ?? self.root,
      gateway: GatewayClient(port: port ?? sandbox(at: Self.start + time), managementKey: managementKey),
      address: "https://modelgates.ai/api/v1", user: try UserDirectories(environment: ["HOME": home.value]),
      clock: WallClock { now }, email: email, passphrase: passphrase, paymentToken: paymentToken)
  }

  /// A client that may do everything in the sandbox.
  var admin: GatewayClient { GatewayClient(port: sandbox, managementKey: Secret(Array(Sandbox.managementKey.utf8))) }

  /// Keys at the gateway that are not disabled.
  func liveKeys() async throws -> Int {
    try await admin.keys().filter { !$0.disabled }.count
  }

  /// What only a person at the gateway could do.
  func administer(_ path: String, _ json: String) async throws {
    let body = try JSON(parsing: Array(json.utf8), limits: JSONLimits(depth: 4, bytes: 1000))
    let response = try await sandbox.send(
      HTTPRequest(.post, path, bearer: Secret(Sandbox.managementKey), body: .json(body)))
    guard response.status == 200 else { throw GatewayError.invalidRequest("\(path): \(response.status)") }
  }

  var env: String { (try? File.read(envFile, limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? "" }

  func writeEnv(_ text: String) throws {
    try File.replace(envFile, with: Array(text.utf8), mode: 0o600, keepingStricterMode: false)
  }

  /// The key that programs would read.
  func envKey(_ name: VariableName = "MODELGATES_API_KEY") -> Secret? {
    EnvFile(parsing: Array(env.utf8)).value(of: name)
  }

  /// Whether the gateway accepts a key.
  func accepts(_ key: Secret) async -> Bool {
    (try? await GatewayClient(port: sandbox, managementKey: nil).keyInfo(key: key)) != nil
  }

  /// Every file below the folder with its bytes, but for those that `isLeftOut` says.
  func files(leavingOut isLeftOut: (FilePath) -> Bool = { _ in false }) throws -> [(path: FilePath, bytes: [UInt8])] {
    try Self.files(in: folder.path).filter { !isLeftOut($0.path) }
  }

  private static func files(in directory: FilePath) throws -> [(path: FilePath, bytes: [UInt8])] {
    try File.list(directory, limit: 10_000).flatMap { name -> [(path: FilePath, bytes: [UInt8])] in
      let path = try directory.appending(component: name)
      guard let kind = try File.status(path, followingLinks: false)?.kind else { return [] }
      return kind == .directory ? try files(in: path) : [(path, try File.read(path, limit: 64 << 20))]
    }
  }

  private static func copy(_ source: FilePath, to target: FilePath) throws {
    for name in try File.list(source, limit: 10_000) {
      let (from, to) = (try source.appending(component: name), try target.appending(component: name))
      guard let status = try File.status(from, followingLinks: false) else { continue }
      if status.kind == .directory {
        try File.createDirectory(to, mode: status.mode, intermediates: false)
        try copy(from, to: to)
      } else {
        try File.create(to, try File.read(from, limit: 64 << 20), mode: status.mode)
      }
    }
  }
}

extension Secret {
  init(_ text: String) { self.init(Array(text.utf8)) }
}

extension Record {
  var jsonText: String { String(decoding: jsonBytes, as: UTF8.self) }
}

/// The error that `body` throws.
func projectError(_ body: () async throws -> some Any) async -> ProjectError? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? ProjectError
  }
}

extension Workplace {
  var adminKey: String { Sandbox.managementKey }
}

extension PullRequest {
  static var dry: PullRequest {
    var request = PullRequest()
    request.dryRun = true
    return request
  }
}
