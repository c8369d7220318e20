import Files
import Gateway
import JSON
import Projects
import Testing

@Suite struct EnvironmentTests {
  private let place: Workplace
  private let request = AddServiceRequest(reference: "modelgates/api")

  init() async throws {
    place = try Workplace()
    _ = try await place.project().addService(request)
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try File.read(place.root / FilePath(name), limit: 1 << 20), as: UTF8.self)
  }

  private func key(_ name: String) throws -> Secret? {
    EnvFile(parsing: Array(try text(name).utf8)).value(of: "MODELGATES_API_KEY")
  }

  private func pull(_ environment: String?, output: String? = nil, use: Bool = false) -> PullRequest {
    var request = PullRequest()
    request.environment = environment
    request.output = output
    request.makesActive = use
    return request
  }

  @Test func newEnvironmentIsActiveAndItsFileIgnored() async throws {
    let report = try await place.project().createEnvironment("worker", output: ".dev.vars").result
    #expect(report.created && report.active && report.envFile == ".dev.vars")
    #expect(try text(".gitignore").contains("\n/.dev.vars\n/.dev.vars.*.tmp\n"))
    #expect(try text(".cursorignore").contains("\n/.dev.vars\n"))
    #expect(try await place.project().pullEnvironment().result.written)
    #expect(try key(".dev.vars") == place.envKey())
    #expect(try File.status(place.root / ".dev.vars")?.mode == 0o600)
    let listed = try await place.project().listEnvironment().result
    #expect(listed.environment == "worker" && listed.variables.allSatisfy { $0.sync == .inSync })
    #expect(listed.environments.map(\.name) == ["default", "worker"])
    #expect(listed.environments.map(\.active) == [false, true])
    #expect(try await place.project().createEnvironment("worker", output: ".dev.vars").result.created == false)
  }

  @Test func pullMakesAFilePrivateAlsoWithoutAnythingToWrite() async throws {
    _ = try await place.project().removeService("modelgates", onlyCredentials: true)
    try place.writeEnv("A=1\n")
    try File.changeMode(of: place.envFile, to: 0o644)
    let report = try await place.project().pullEnvironment().result
    #expect(!report.written)
    #expect(try File.status(place.envFile)?.mode == 0o600 && place.env == "A=1\n")
  }

  @Test func linkIsNotSaidToBeReadByOthers() async throws {
    try File.replace(place.root / "real", with: Array(try text(".env").utf8), mode: 0o600, keepingStricterMode: false)
    try File.remove(place.envFile)
    try File.createSymbolicLink(place.envFile, to: "real")
    let warnings = try await place.project().status().warnings
    #expect(!warnings.contains { $0.contains("can be read by others") })
    #expect(warnings.contains { $0.contains("symbolic link") && $0.contains("`modelgates doctor`") }, "\(warnings)")
  }

  /// A file that can't be read may have the key that would be disabled.
  @Test func rotationWaitsUntilEveryEnvironmentCanBeRead() async throws {
    _ = try await place.project().createEnvironment("worker", output: ".dev.vars")
    _ = try await place.project().pullEnvironment()
    try File.replace(place.root / "real", with: Array(try text(".env").utf8), mode: 0o600, keepingStricterMode: false)
    try File.remove(place.root / ".env")
    try File.createSymbolicLink(place.root / ".env", to: "real")
    let error = await projectError { try await place.project().rotateKey() }
    #expect(error?.code.name == "unsafe_environment")
    let key = try #require(try key("real"))
    #expect(try self.key(".dev.vars") == key)
    #expect(await place.accepts(key))
  }

  /// The same for a removal, and for one that was interrupted and goes on.
  @Test(arguments: [false, true])
  func removalWaitsUntilEveryEnvironmentCanBeRead(isInterrupted: Bool) async throws {
    _ = try await place.project().createEnvironment("worker", output: ".dev.vars")
    _ = try await place.project().pullEnvironment()
    let before = try text(".env")
    if isInterrupted {
      let port = RecordingPort(place.sandbox, faults: [.lost(atCall: 1, forever: true)])
      _ = await projectError { try await place.project(port).removeService("modelgates") }
      #expect(try await place.project().status().result.unfinished.map(\.step) == ["revoke"])
    }
    try File.replace(place.root / "real", with: Array(before.utf8), mode: 0o600, keepingStricterMode: false)
    try File.remove(place.root / ".env")
    try File.createSymbolicLink(place.root / ".env", to: "real")
    let error = await projectError { try await place.project().removeService("modelgates") }
    #expect(error?.code == .unsafeEnvironment && error?.message.contains(".env is a symbolic link") == true)
    #expect(await place.accepts(try #require(try key("real"))))
    try File.remove(place.root / ".env")
    _ = try await place.project().pullEnvironment()
    _ = await projectError { try await place.project().removeService("modelgates") }
    #expect(try await place.liveKeys() == 0)
    #expect(try await place.project().listServices().result.services.isEmpty)
  }

  @Test func addingNeedsNoOtherFile() async throws {
    _ = try await place.project().createEnvironment("worker", output: ".dev.vars")
    try File.remove(place.root / ".env")
    try File.createSymbolicLink(place.root / ".env", to: "nowhere")
    var other = request
    other.name = "other"
    #expect(try await place.project().addService(other).result.status == .added)
  }

  @Test func withoutAFileTheEnvironmentsNameGivesIt() async throws {
    #expect(try await place.project().createEnvironment("test").result.envFile == ".env.test")
    #expect(try !text(".gitignore").contains("/.env.test"))
  }

  @Test(arguments: [
    ("test", "README.md", "unsafe_environment"), ("test", ".env.example", "unsafe_environment"),
    ("test", "../.env", "unsafe_environment"), ("test", ".env", "already_exists"), ("test", "./.ENV", "already_exists"),
    ("default", ".env.other", "already_exists"), ("Test", ".env.test", "invalid_argument"),
    ("", ".env.x", "invalid_argument"),
  ])
  func environmentThatCannotBeIsRefused(name: String, output: String, code: String) async throws {
    let error = await projectError { try await place.project().createEnvironment(name, output: output) }
    #expect(error?.code.name == code)
    let dry = try await place.project().createEnvironment(name, output: output, dryRun: true).result
    #expect(dry.ready == false && dry.preflight?.contains { $0.code == code } == true)
    let pulled = await projectError { try await place.project().pullEnvironment(pull(name, output: output)) }
    #expect(pulled?.code.name == code)
    #expect(try await place.project().listEnvironment().result.environments.map(\.name) == ["default"])
  }

  @Test func agentMakesAnEnvironmentByPullingIntoIt() async throws {
    var dry = pull("test", output: ".env.test")
    dry.dryRun = true
    let planned = try await place.project().pullEnvironment(dry).result
    #expect(planned.ready == true && planned.changed.contains("MODELGATES_API_KEY"))
    #expect(try File.status(place.root / ".env.test") == nil)
    let report = try await place.project().pullEnvironment(pull("test", output: ".env.test")).result
    #expect(report.created == true && report.written && !report.active && report.envFile == ".env.test")
    #expect(try key(".env.test") == place.envKey())
    #expect(try await place.project().pullEnvironment(pull("test", use: true)).result.written == false)
    #expect(try await place.project().status().result.environment == "test")
    let unknown = await projectError { try await place.project().pullEnvironment(pull("nothing")) }
    #expect(unknown?.code == .resourceNotFound && unknown?.details?["candidates"] == ["default", "test"])
  }

  @Test func rotationReachesEveryFileThatHasTheKey() async throws {
    _ = try await place.project().pullEnvironment(pull("test", output: ".env.test"))
    _ = try await place.project().pullEnvironment(pull("empty", output: ".env.empty"))
    try File.replace(
      place.root / ".env.empty", with: Array("MODELGATES_API_KEY=mine\n".utf8), mode: 0o600, keepingStricterMode: false)
    _ = try await place.project().rotateKey()
    for name in [".env", ".env.test"] { #expect(await place.accepts(try #require(try key(name))), "\(name)") }
    #expect(try text(".env.empty") == "MODELGATES_API_KEY=mine\n")
    #expect(try await place.liveKeys() == 1)
  }

  @Test func rotationThatCannotReachOneOfThemChangesNone() async throws {
    _ = try await place.project().pullEnvironment(pull("test", output: ".env.test"))
    let old = try #require(place.envKey())
    // The key can be replaced there, but there is no room for the other variable.
    let line =
      try #require(try text(".env.test").split(separator: "\n").first { $0.hasPrefix("MODELGATES_API_KEY=") }) + "\n"
    let before = line + String(repeating: "#", count: EnvironmentFile.limit - line.utf8.count - 10) + "\n"
    try File.replace(place.root / ".env.test", with: Array(before.utf8), mode: 0o600, keepingStricterMode: false)
    let error = await projectError { try await place.project().rotateKey() }
    #expect(error?.code == .envFileConflict)
    #expect(try text(".env.test") == before)
    #expect(place.envKey() == old)
    #expect(await place.accepts(old))
    #expect(try await place.liveKeys() == 1)
    #expect(try await place.project().status().result.unfinished.isEmpty)
  }

  @Test func removalReachesEveryFileThatHasTheKeyAndARefusalPutsItBack() async throws {
    _ = try await place.project().pullEnvironment(pull("test", output: ".env.test"))
    let refusal = HTTPResponse(status: 403, body: Array(#"{"error":{"code":"forbidden","message":"no"}}"#.utf8))
    let port = RecordingPort(place.sandbox, faults: [.reply(path: "/provisioning/resources", refusal)])
    _ = await projectError { try await place.project(port).removeService("modelgates") }
    for name in [".env", ".env.test"] { #expect(await place.accepts(try #require(try key(name))), "\(name)") }
    _ = try await place.project().removeService("modelgates")
    for name in [".env", ".env.test"] { #expect(try !text(name).contains("MODELGATES"), "\(name)") }
  }

  @Test func outputOfAClonedStateIsCheckedToo() async throws {
    let state = place.root / ".projects/state.json"
    let text = try text(".projects/state.json")
    let claiming = text.split(separator: "\".env\"", omittingEmptySubsequences: false).joined(
      separator: "\"README.md\"")
    try File.replace(state, with: Array(claiming.utf8), mode: 0o644, keepingStricterMode: false)
    for error in [
      await projectError { try await place.project().pullEnvironment() },
      await projectError { try await place.project().rotateKey() },
      await projectError { try await place.project().listEnvironment() },
    ] {
      #expect(error?.code == .unsafeEnvironment)
    }
    #expect(try File.status(place.root / "README.md") == nil)
    #expect(try await place.liveKeys() == 1)
  }

  @Test func fileThatOthersCanReadIsSaidSoAndMadePrivate() async throws {
    try File.replace(place.envFile, with: Array(place.env.utf8), mode: 0o644, keepingStricterMode: false)
    for warnings in [
      try await place.project().status().warnings, try await place.project().listEnvironment().warnings,
    ] {
      #expect(warnings.contains { $0.contains(".env can be read by others") })
    }
    _ = try await place.project().pullEnvironment()
    #expect(try File.status(place.envFile)?.mode == 0o600)
    #expect(try await place.project().status().warnings.isEmpty)
  }
}
