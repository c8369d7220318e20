import Files
import JSON
import TestSupport
import Testing

/// Entries of clients: ours are started, others never.
@Suite(.timeLimit(.minutes(10)))
struct DoctorClientTests {
  private static let program = ChildProcess.product("modelgates")

  private static func entry(_ command: String, _ arguments: [String] = ["mcp"], _ variables: JSON = [:]) -> String {
    let entry: JSON = [
      "command": .string(command), "args": .array(arguments.map { .string($0) }), "env": variables,
    ]
    return String(decoding: (["mcpServers": ["modelgates": entry]] as JSON).bytes, as: UTF8.self)
  }

  /// A place with a program of the user's that is called modelgates and is this script.
  private static func wrapping(_ script: String) throws -> DoctorPlace {
    let doctor = DoctorPlace(place: try Place())
    let wrapper = doctor.home / "bin/modelgates"
    try doctor.write("#!/bin/sh\n\(script)\n", to: wrapper, mode: 0o755)
    try doctor.write(entry(wrapper.value), to: doctor.home / ".cursor/mcp.json")
    return doctor
  }

  @Test(arguments: ["claude-code", "cursor", "vscode", "codex"], ["user", "project"])
  func installedEntryPasses(_ client: String, _ scope: String) async throws {
    let doctor = DoctorPlace(place: try Place())
    _ = try await doctor.place.run("install --client \(client) --scope \(scope)")
    let found = try await doctor.examine()
    #expect(found.faults == [], "\(found.run)")
    let count = try SchemaCheck.tools().count
    #expect(
      found.items.contains { $0.check == client && $0.detail.hasSuffix(", \(count) tools.") }, "\(found.items)")
  }

  @Test(arguments: ["claude-code", "cursor", "vscode", "codex"])
  func entryWhoseProgramIsGoneIsWrittenAnew(_ client: String) async throws {
    let doctor = DoctorPlace(place: try Place())
    let run = try await doctor.place.run("install --client \(client) --json")
    let file = try FilePath(try #require(run.json["data"]?["changes"]?.array?.first?["file"]?.string))
    try doctor.edit(file) { text in
      text.split(separator: Self.program, omittingEmptySubsequences: false).joined(separator: "/gone/modelgates")
    }
    let found = try await doctor.examine()
    found.expect("failure", of: client, remedy: "modelgates install --client \(client) --scope user")
    let mended = try await doctor.examine("--fix")
    #expect(mended.fixed == [client] && mended.faults == [], "\(mended.run)")
  }

  @Test func entryThatSomebodyExtendedIsNotWrittenAnew() async throws {
    let doctor = DoctorPlace(place: try Place())
    let file = doctor.home / ".cursor/mcp.json"
    try doctor.write(Self.entry("/gone/modelgates", ["mcp"], ["MODELGATES_LOG": "debug"]), to: file)
    let before = try doctor.read(file)
    let mended = try await doctor.examine("--fix")
    mended.expect("failure", of: "cursor", remedy: "modelgates install --client cursor")
    #expect(try mended.fixed == [] && doctor.read(file) == before)
  }

  @Test func serverThatPrintsSomethingElseIsFound() async throws {
    let doctor = try Self.wrapping("echo Welcome; exec '\(Self.program)' \"$@\"")
    let found = try await doctor.examine()
    found.expect("failure", of: "cursor", remedy: "/bin/modelgates mcp </dev/null")
    #expect(found.faults.first?.detail.contains("line 1 of what the server prints") == true, "\(found.faults)")
  }

  @Test(arguments: [("exit 3", "status 3"), ("cat", "doesn't answer"), ("exec sleep 60", "within 5 seconds")])
  func serverThatDoesNotAnswerIsFound(_ script: String, _ detail: String) async throws {
    let found = try await Self.wrapping(script).examine()
    found.expect("failure", of: "cursor", remedy: "/bin/modelgates mcp </dev/null")
    #expect(found.faults.first?.detail.contains(detail) == true || script == "cat", "\(found.faults)")
  }

  @Test func bareNameThatDesktopsDoNotFindIsFound() async throws {
    let doctor = DoctorPlace(place: try Place())
    try doctor.write(Self.entry("modelgates-nowhere"), to: doctor.home / ".cursor/mcp.json")
    try await doctor.examine().expect("failure", of: "cursor", remedy: "modelgates install --client cursor")
  }

  @Test(arguments: [
    (".cursor/mcp.json", "{\"mcpServers\": {\n"), (".claude.json", "[]"), (".config/Code/User/mcp.json", "{\"a\" 1}"),
    (".codex/config.toml", "[mcp_servers.modelgates]\ncommand = \"x\n"),
    (".cursor/mcp.json", "{\"mcpServers\": {\"modelgates\": 7}}"),
    (".cursor/mcp.json", String(repeating: "{\"a\":", count: 10_000)),
  ])
  func malformedConfigurationIsFound(_ file: String, _ text: String) async throws {
    let doctor = DoctorPlace(place: try Place())
    try doctor.write(text, to: doctor.home / (try FilePath(file)))
    let found = try await doctor.examine()
    #expect(found.faults.count == 1 && found.faults.first?.remedy?.hasPrefix("${EDITOR:-vi} ") == true, "\(found.run)")
  }

  /// What a project that was cloned could hold, and what must not happen: `ran` is made if the program is started.
  @Test(
    arguments: [
      ("evil/modelgates", ["mcp"], [:]), ("/bin/sh", ["-c", "touch ran"], [:]), ("PROGRAM", ["rotate", "--yes"], [:]),
      ("PROGRAM", ["mcp"], ["LD_PRELOAD": "./evil.so"]), ("PROGRAM", ["mcp", "${SECRET}"], [:]),
      ("./modelgates", ["mcp"], [:]),
    ] as [(String, [String], JSON)])
  func projectDecidesNotWhatRuns(_ command: String, _ arguments: [String], _ variables: JSON) async throws {
    let doctor = DoctorPlace(place: try Place())
    let script = "#!/bin/sh\ntouch '\((doctor.home / "ran").value)'\n"
    for path in ["evil/modelgates", "modelgates"] as [FilePath] {
      try doctor.write(script, to: doctor.project / path, mode: 0o755)
    }
    let program = command == "PROGRAM" ? Self.program : command
    for file in [".mcp.json", ".cursor/mcp.json"] as [FilePath] {
      try doctor.write(Self.entry(program, arguments, variables), to: doctor.project / file)
    }
    let found = try await doctor.examine()
    let isTheirs = variables != [:] || arguments.contains("${SECRET}") || command == "/bin/sh"
    found.expect(
      "warning", of: "cursor",
      remedy: isTheirs ? "${EDITOR:-vi} .cursor/mcp.json" : "modelgates install --client cursor --scope project")
    found.expect(
      "warning", of: "claude-code",
      remedy: isTheirs ? "${EDITOR:-vi} .mcp.json" : "modelgates install --client claude-code --scope project")
    let editor = "printf '{}' > \"$1\""
    for remedy in found.faults.compactMap(\.remedy) { _ = try await doctor.type(remedy, editor: editor) }
    #expect(try await doctor.examine().faults == [])
    #expect(try File.status(doctor.home / "ran") == nil && File.status(doctor.project / "ran") == nil)
  }

  /// An entry in a project is for that project, and for the gateway of its services.
  @Test func entryThatNamesAnotherPlaceIsFound() async throws {
    let doctor = try await DoctorPlace.make()
    let file = doctor.project / ".mcp.json"
    for (arguments, variables, detail) in [
      (["--project", doctor.home.value, "mcp"], [:], "it works in another project, \(doctor.home)."),
      (["--gateway", "https://gateway.example/api/v1", "mcp"], [:], "it uses the gateway gateway.example, and"),
      (["mcp"], ["MODELGATES_GATEWAY": "live"], "it uses the gateway modelgates.ai, and the project's services belong"),
    ] as [([String], JSON, String)] {
      try doctor.write(Self.entry(Self.program, arguments, variables), to: file)
      let found = try await doctor.examine()
      found.expect("warning", of: "claude-code", remedy: "${EDITOR:-vi} .mcp.json")
      #expect(found.faults.count == 1 && found.faults[0].detail.contains(detail), "\(found.faults)")
    }
    try doctor.write(Self.entry(Self.program, ["--project", doctor.project.value, "mcp"]), to: file)
    #expect(try await doctor.examine().faults == [])
  }

  @Test func programThatOthersCanChangeIsNotStarted() async throws {
    let doctor = try Self.wrapping("touch \"$(dirname \"$0\")/ran\"")
    try File.changeMode(of: doctor.home / "bin/modelgates", to: 0o777)
    let found = try await doctor.examine()
    found.expect("warning", of: "cursor", remedy: "modelgates install")
    #expect(try File.status(doctor.home / "bin/ran") == nil)
  }

  @Test func entryOfOneProjectOfClaudeCodeGoesBeforeThatForAll() async throws {
    let doctor = DoctorPlace(place: try Place())
    let entry: JSON = ["command": "/gone/modelgates", "args": ["mcp"]]
    let text: JSON = [
      "mcpServers": ["modelgates": ["command": .string(Self.program), "args": ["mcp"]]],
      "projects": .object([doctor.project.value: ["mcpServers": ["modelgates": entry]]]),
    ]
    try doctor.write(String(decoding: text.bytes, as: UTF8.self), to: doctor.home / ".claude.json")
    try await doctor.examine().expect("failure", of: "claude-code", remedy: "modelgates install --client claude-code")
  }
}
