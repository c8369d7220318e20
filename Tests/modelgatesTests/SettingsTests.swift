import Files
import JSON
import TestSupport
import Testing

/// Where settings come from, and which goes before which.
@Suite(.timeLimit(.minutes(10)))
struct SettingsTests {
  private func configuration(_ place: Place) -> FilePath { place.home / ".config/modelgates/config.json" }

  /// What a run took for its gateway.
  private func gateway(_ run: Run) throws -> JSON? { try run.json["meta"]?["gateway"] }

  @Test func flagGoesBeforeEnvironmentBeforeConfiguration() async throws {
    let place = try Place()
    #expect(try gateway(await place.run("status --json")) == "sandbox")
    try place.write(#"{"gateway": "https://configured.example/v1"}"#, to: configuration(place))
    #expect(try gateway(await place.run("status --json")) == "configured.example")
    let environment = ["MODELGATES_GATEWAY": "https://environment.example/v1"]
    #expect(try gateway(await place.run("status --json", environment)) == "environment.example")
    #expect(try gateway(await place.run("status --json --gateway https://flag.example", environment)) == "flag.example")
    #expect(try gateway(await place.run("status --json --gateway sandbox", environment)) == "sandbox")
    #expect(try gateway(await place.run("status --json --gateway live", environment)) == "modelgates.ai")
  }

  @Test func emptyVariableIsNotSet() async throws {
    let place = try Place()
    try place.write(#"{"management_key_file": "key"}"#, to: configuration(place))
    try place.write("sk-mg-sandbox-management\n", to: configuration(place).parent / "key")
    let empty = ["MODELGATES_GATEWAY": "", "MODELGATES_MANAGEMENT_KEY": "", "MODELGATES_MANAGEMENT_KEY_FILE": ""]
    let run = try await place.run("credits --json", empty)
    #expect(run.status == .exited(0), "\(run)")
  }

  @Test func managementKeyComesFromWhereItIsSaid() async throws {
    let place = try Place()
    let right = "sk-mg-sandbox-management"
    try place.write("\(right)\r\n", to: place.project / "right")
    try place.write("sk-mg-wrong", to: place.project / "wrong")
    let rows: [(line: String, input: String, environment: [String: String], status: Int32)] = [
      ("credits", "", [:], 3),
      ("credits", "", ["MODELGATES_MANAGEMENT_KEY": right], 0),
      ("credits", "", ["MODELGATES_MANAGEMENT_KEY_FILE": "right"], 0),
      ("credits", "", ["MODELGATES_MANAGEMENT_KEY": "sk-mg-wrong", "MODELGATES_MANAGEMENT_KEY_FILE": "right"], 3),
      ("credits --management-key-file right", "", ["MODELGATES_MANAGEMENT_KEY": "sk-mg-wrong"], 0),
      ("credits --management-key-file wrong", "", ["MODELGATES_MANAGEMENT_KEY": right], 3),
      ("credits --management-key-file -", "\(right)\n", [:], 0),
      ("credits --management-key-file -", "  \(right)  \n\n", [:], 0),
      ("credits --management-key-file -", "", [:], 2),
      ("credits --management-key-file -", " \n", ["MODELGATES_MANAGEMENT_KEY": right], 2),
      ("credits --management-key-file missing", "", ["MODELGATES_MANAGEMENT_KEY": right], 2),
      ("credits --management-key-file .", "", [:], 2),
      ("mcp --management-key-file -", right, [:], 2),
    ]
    for (line, input, environment, status) in rows {
      let run = try await place.run(line, input: input, environment)
      #expect(run.status == .exited(status), "\(line) \(environment.keys.sorted()): \(run)")
      #expect(!(run.output + run.errors).contains("sk-mg-"))
    }
  }

  @Test func endlessSecretIsNotReadToItsEnd() async throws {
    let place = try Place()
    let long = String(repeating: "k", count: 1 << 20)
    try place.write(long, to: place.project / "long")
    #expect(try await place.run("credits --management-key-file -", input: long).status == .exited(2))
    #expect(try await place.run("credits --management-key-file long").status == .exited(2))
    #expect(try await place.run("credits --management-key-file /dev/zero").status == .exited(2))
  }

  @Test(arguments: [
    ("{", "config.json"), ("[]", "config.json"), (#"{"gatway": "sandbox"}"#, "\"gateway\""),
    (#"{"gateway": 7}"#, "gateway"), (#"{"gateway": "sandbox", "gateway": "sandbox"}"#, "config.json"),
  ])
  func configurationThatCannotBeUsedIsNamed(_ text: String, _ said: String) async throws {
    let place = try Place()
    try place.write(text, to: configuration(place))
    for line in ["status", "mcp"] {
      let run = try await place.run(line)
      #expect(run.status == .exited(2) && run.output == "")
      #expect(run.errors.contains(configuration(place).value) && run.errors.contains(said), "\(run.errors)")
    }
    #expect(try await place.run("--help").status == .exited(0))
    #expect(try await place.run("version").status == .exited(0))
  }

  @Test func configurationFolderFollowsTheStandardVariable() async throws {
    let place = try Place()
    try place.write(#"{"gateway": "https://elsewhere.example"}"#, to: place.home / "elsewhere/modelgates/config.json")
    let run = try await place.run("status --json", ["XDG_CONFIG_HOME": (place.home / "elsewhere").value])
    #expect(try gateway(run) == "elsewhere.example")
  }

  @Test func addressIsShownByItsHostAlone() async throws {
    let run = try await Place().run("status --json --gateway https://Gateway.Example:8443/v1/")
    #expect(try gateway(run) == "gateway.example:8443")
    #expect(try gateway(await Place().run("status --json --gateway https://sandbox")) == "sandbox:443")
  }

  @Test(arguments: [
    "https://me:hush@gateway.example", "https://gateway.example/v1?token=hush", "https://gateway.example/#hush",
    "http://gateway.example/hush", "hush", "https://hush hush", "Sandbox",
  ])
  func addressThatCannotBeUsedIsRefusedAndNotRepeated(_ address: String) async throws {
    for arguments in [["status", "--json"], ["mcp"]] {
      let run = try await Place().run(arguments + ["--gateway", address])
      #expect(run.status == .exited(2) && !(run.output + run.errors).contains("hush"), "\(run)")
      #expect((run.output + run.errors).contains("This address can't be used"))
    }
  }

  /// The account's address is somebody's: only the sandbox has one for nobody.
  @Test func liveGatewayIsNotGivenAMadeUpMailAddress() async throws {
    try await ScriptedServer.run({ _ in
      let catalogue = #"{"data":[{"id":"1","service_id":"api","provider_name":"ModelGates","kind":"deployable"}]}"#
      return [.send("HTTP/1.1 200 OK\r\nContent-Length: \(catalogue.utf8.count)\r\n\r\n\(catalogue)")]
    }) { server in
      let run = try await Place().run("add modelgates/api --json --gateway \(server.address)")
      #expect(run.status == .exited(3), "\(run)")
      #expect(try run.json["error"]?["code"] == "email_required")
      #expect(server.requests.map(\.line) == ["GET /provisioning/services HTTP/1.1"])
    }
  }

  @Test func provisioningIsSignedWhereThereIsASecretForIt() async throws {
    try await ScriptedServer.run({ _ in [.send("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")] }) { server in
      let place = try Place()
      try place.write("whsec_test\n", to: place.home / "secret")
      let environment = ["MODELGATES_PROVISIONING_SECRET_FILE": (place.home / "secret").value]
      _ = try await place.run("catalog --json --gateway \(server.address)", environment)
      #expect(server.requests.first?["stripe-signature"]?.contains(",v1=") == true)
      #expect(server.requests.first?["api-version"] == "0.1d")
      let missing = ["MODELGATES_PROVISIONING_SECRET_FILE": "missing"]
      let run = try await place.run("catalog --json --gateway \(server.address)", missing)
      #expect(run.status == .exited(2) && server.requests.count == 1, "\(run)")
    }
  }

  @Test func vaultUnderAPassphraseOpensWithItAlone() async throws {
    let place = try Place()
    try place.write("correct horse\n", to: place.home / "passphrase")
    try place.write("battery staple\n", to: place.home / "other")
    let right = ["MODELGATES_VAULT_PASSPHRASE_FILE": (place.home / "passphrase").value]
    let wrong = ["MODELGATES_VAULT_PASSPHRASE_FILE": (place.home / "other").value]
    #expect(try await place.run("add modelgates/api", right).status == .exited(0))
    #expect(try await place.run("key", right).status == .exited(0))
    for environment in [wrong, [:]] {
      let run = try await place.run("key --json", environment)
      #expect(run.status == .exited(8), "\(run)")
      #expect(try run.json["error"]?["code"] == "vault_locked")
    }
  }

  @Test(arguments: ["missing", "empty", "."])
  func passphraseThatCannotBeReadIsNamed(_ name: String) async throws {
    let place = try Place()
    try place.write("\n", to: place.project / "empty")
    let run = try await place.run("status --json --vault-passphrase-file \(name)")
    #expect(run.status == .exited(2) && run.errors == "", "\(run)")
    #expect(try run.json["error"]?["message"]?.string?.contains(place.project.value) == true)
  }

  @Test(arguments: [
    ("1", true), ("true", true), ("Yes", true), ("on", true), ("0", false), ("false", false), ("", false),
  ])
  func readOnlyIsWhatItIsSaid(_ value: String, _ isReadOnly: Bool) async throws {
    let run = try await Place().run("mcp", input: ToolListTests.request + "\n", ["MODELGATES_READ_ONLY": value])
    #expect(run.status == .exited(0))
    #expect(run.output.contains("\"add_service\"") != isReadOnly)
  }

  @Test func unclearReadOnlyStartsNoServer() async throws {
    let run = try await Place().run("mcp", input: ToolListTests.request + "\n", ["MODELGATES_READ_ONLY": "please"])
    #expect(run.status == .exited(2) && run.output == "" && run.errors.contains("MODELGATES_READ_ONLY"))
  }

  @Test func toolsOfTheEnvironmentYieldToTheFlag() async throws {
    let place = try Place()
    let environment = ["MODELGATES_TOOLS": "list_models, get_model"]
    let chosen = try await place.run("mcp", input: ToolListTests.request + "\n", environment)
    #expect(chosen.output.contains("\"list_models\"") && chosen.output.contains("\"get_model\""))
    #expect(!chosen.output.contains("\"add_service\""))
    let flag = try await place.run("mcp --tools add_service", input: ToolListTests.request + "\n", environment)
    #expect(flag.output.contains("\"add_service\"") && !flag.output.contains("\"name\":\"list_models\""))
  }
}
