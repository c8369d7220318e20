import Files
import JSON
import TestSupport
import Testing

/// The entry in a client's configuration starts a server that answers, and goes without a trace.
@Suite(.timeLimit(.minutes(10)))
struct InstallTests {
  static let clients = ["claude-code", "cursor", "vscode", "codex"]

  @Test(arguments: clients, ["user", "project"])
  func entryIsWrittenAndTakenOutAgain(_ client: String, _ scope: String) async throws {
    let place = try Place()
    let installed = try await place.run("install --client \(client) --scope \(scope) --json")
    #expect(installed.status == .exited(0), "\(installed)")
    let changes = try installed.json["data"]?["changes"]?.array
    let change = try #require(changes?.first)
    #expect(change["client"]?.string == client && change["outcome"] == "created")
    let file = try FilePath(try #require(change["file"]?.string))
    #expect(file.value.hasPrefix((scope == "user" ? place.home : place.project).value + "/"))
    let text = String(decoding: try File.read(file, limit: 1 << 20), as: UTF8.self)
    #expect(text.contains(ChildProcess.product("modelgates")))

    let again = try await place.run("install --client \(client) --scope \(scope) --json")
    #expect(try again.json["data"]?["changes"]?.array?.first?["outcome"] == "unchanged")
    let removed = try await place.run("uninstall --client \(client) --scope \(scope) --json")
    #expect(try removed.json["data"]?["changes"]?.array?.first?["outcome"] == "removed")
    #expect(try File.status(file) == nil)
  }

  /// Others get a project's file, and have the program somewhere else.
  @Test func projectsFileNamesTheProgramByItsNameWhereThatFindsIt() async throws {
    let place = try Place()
    let path = ["PATH": "\(place.home)/bin:/usr/bin:/bin"]
    let program = ChildProcess.product("modelgates")
    let warning = "The entry names the program by its path on this computer."
    func install(_ line: String, _ path: [String: String]) async throws -> (run: Run, command: String?) {
      let run = try await place.run("install --client \(line)", path)
      let text = try File.read(place.project / ".cursor/mcp.json", limit: 1000)
      return (run, try JSON(parsing: text, limits: .testing)["mcpServers"]?["modelgates"]?["command"]?.string)
    }
    let alone = try await install("cursor --scope project", path)
    #expect(alone.command == program && alone.run.output.contains("created\n\(warning)"), "\(alone)")
    #expect(!(try await install("cursor --scope project", path)).run.output.contains(warning), "nothing changed")

    // Another program of the name isn't this one.
    try place.write("#!/bin/sh\n", to: place.home / "bin/modelgates")
    try File.changeMode(of: place.home / "bin/modelgates", to: 0o755)
    #expect(try await install("cursor --scope project", path).command == program)
    try File.remove(place.home / "bin/modelgates")
    try File.createSymbolicLink(place.home / "bin/modelgates", to: try FilePath(program))
    let found = try await install("cursor --scope project --json", path)
    #expect(try found.command == "modelgates" && found.run.json["warnings"] == [], "\(found)")
    let passed = try await DoctorPlace(place: place).examine("", path)
    #expect(passed.faults == [] && passed.items.contains { $0.detail.contains("found in your PATH") }, "\(passed.run)")

    let again = try await install("cursor --scope project --json", [:])
    #expect(try again.command == program && again.run.json["warnings"]?.array?.count == 1, "\(again)")
    #expect(try await place.run("install --client cursor", path).output.contains(warning) == false)
  }

  @Test func dryRunChangesNothing() async throws {
    let place = try Place()
    let run = try await place.run("install --client all --dry-run")
    #expect(run.output.split(separator: "\n").count == 4 && run.output.contains("would be created"), "\(run)")
    #expect(try File.list(place.home, limit: 100).isEmpty && File.list(place.project, limit: 100).isEmpty)
  }

  @Test func otherEntriesAndPermissionsStay() async throws {
    let place = try Place()
    let before = "{\n  // mine\n  \"mcpServers\": {\n    \"a\": {\"env\": {\"TOKEN\": \"x\"}},\n  },\n}\n"
    let file = place.project / ".mcp.json"
    try File.replace(file, with: Array(before.utf8), mode: 0o640, keepingStricterMode: false)
    _ = try await place.run("install --client claude-code --scope project")
    #expect(try File.status(file)?.mode == 0o640)
    _ = try await place.run("uninstall --client claude-code --scope project")
    #expect(try File.read(file, limit: 1 << 20) == Array(before.utf8))
    #expect(try File.status(file)?.mode == 0o640)
  }

  @Test func installedEntryAnswersWithAnEmptyEnvironment() async throws {
    let place = try Place()
    _ = try await place.run("install --client claude-code --scope project")
    let text = try File.read(place.project / ".mcp.json", limit: 1 << 20)
    let entry = try JSON(parsing: text, limits: .testing)["mcpServers"]?["modelgates"]
    let command = try #require(entry?["command"]?.string)
    let arguments = (entry?["args"]?.array ?? []).compactMap(\.string)
    let process = try ChildProcess(
      "/usr/bin/env", ["-i", "PATH=/usr/bin:/bin", command] + arguments, error: .file("/dev/null"))
    let answer = try await process.use {
      try await process.write(
        Array(
          (#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}"# + "\n").utf8))
      process.closeInput()
      return String(decoding: await process.readAll(), as: UTF8.self)
    }
    #expect(answer.contains(#""serverInfo""#), "\(answer)")
  }

  @Test func fileThatCannotBeReadIsLeftAndTheOthersAreWritten() async throws {
    let place = try Place()
    let file = place.home / ".cursor/mcp.json"
    try place.write("{\n broken", to: file)
    let run = try await place.run("install --client all --json")
    let said = "\(file): A quotation mark was expected in line 2."
    #expect(run.status == .exited(1))
    #expect(try run.json["error"]?["code"] == "client_configuration_malformed", "\(run)")
    #expect(
      try run.json["error"]?["message"]?.string
        == "\(said) The others: Claude Code created; VS Code created; Codex created.")
    let details = try run.json["error"]?["details"]
    #expect(details?["changes"]?.array?.map { $0["outcome"] } == ["created", "created", "created"])
    #expect(
      details?["failures"] == [
        [
          "client": "cursor", "file": .string(file.value), "code": "client_configuration_malformed",
          "message": .string(said), "hint": .string("${EDITOR:-vi} \(file)"),
        ]
      ])
    #expect(try File.read(file, limit: 100) == Array("{\n broken".utf8))

    let again = try await place.run("uninstall --client all --dry-run")
    #expect(again.status == .exited(1))
    #expect(again.output.split(separator: "\n").map { $0.hasSuffix(" would be removed") } == [true, true, true])
    #expect(
      again.errors == "modelgates: Cursor: \(said) (client_configuration_malformed)\n${EDITOR:-vi} \(file)\n")
    let removed = try await place.run("uninstall --client all")
    #expect(removed.status == .exited(1) && removed.errors == again.errors)
    #expect(removed.output.split(separator: "\n").map { $0.hasSuffix(" removed") } == [true, true, true])
  }

  @Test func failureOfOneClientIsToldAlone() async throws {
    let place = try Place()
    let file = place.home / ".codex/config.toml"
    for (text, said, hint) in [
      ("[mcp", "The header of a table isn't closed in line 1.", "${EDITOR:-vi} \(file)"),
      (
        "mcp_servers = {}\n", "The servers stand in an inline table, which isn't edited in line 1.",
        "codex mcp add modelgates -- \(ChildProcess.product("modelgates")) mcp"
      ),
    ] {
      try place.write(text, to: file)
      let run = try await place.run("install --client codex --json")
      #expect(run.status == .exited(1))
      #expect(try run.json["error"]?["message"]?.string == "\(file): \(said)")
      #expect(try run.json["error"]?["hint"]?.string == hint)
      #expect(try File.read(file, limit: 100) == Array(text.utf8))
    }
  }

  @Test func clientMustBeNamed() async throws {
    let run = try await Place().run("install")
    #expect(run.status == .exited(2) && run.errors.contains("install needs --client"), "\(run)")
    let wrong = try await Place().run("install --client curser")
    #expect(wrong.status == .exited(2) && wrong.errors.contains("Did you mean \"cursor\"?"), "\(wrong)")
  }
}
