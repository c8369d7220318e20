import Files
import JSON
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Every command, as a person types it and as a script does.
@Suite(.timeLimit(.minutes(10)))
struct CommandTests {
  /// The commands of the README in an order in which each can do its work, with the schema of what they give.
  static let story: [(line: String, schema: String)] = [
    ("init story", "init_project"),
    ("status", "project_status"),
    ("catalog", "search_catalog"),
    ("catalog modelgates", "search_catalog"),
    ("search ai", "search_catalog"),
    ("add modelgates/api --dry-run", "add_service"),
    ("add modelgates/api", "add_service"),
    ("add modelgates/api", "add_service"),
    ("services list", "list_services"),
    ("services", "list_services"),
    ("env", "list_env"),
    ("env --pull --dry-run", "pull_env"),
    ("env --pull", "pull_env"),
    ("env list", "list_env"),
    ("env create worker --output .dev.vars --dry-run", "create_environment"),
    ("env create worker --output .dev.vars", "create_environment"),
    ("env --pull --environment worker", "pull_env"),
    ("env --environment worker", "list_env"),
    ("env use default --dry-run", "use_environment"),
    ("env use default", "use_environment"),
    ("rotate --dry-run", "rotate_key"),
    ("remove modelgates/api --dry-run", "remove_service"),
    ("key", "get_key_info"),
    ("key modelgates-api", "get_key_info"),
    ("models", "list_models"),
    ("models claude --sort cheapest --limit 2", "list_models"),
    ("model openai/gpt-4.1-mini", "get_model"),
    ("llm-context", "llm_context"),
    ("open modelgates", "open_dashboard"),
    ("open --print", "open_dashboard"),
    ("billing show", "get_billing"),
    ("billing add --print", "add_billing"),
    ("limit modelgates/api 20 --reset monthly --dry-run", "set_limit"),
    ("limit modelgates-api 2.50 --reset weekly", "set_limit"),
    ("limit modelgates-api none", "set_limit"),
    ("verify", "verify_key"),
    ("verify modelgates/api --model minimax/minimax-m2.5:free", "verify_key"),
    ("upgrade modelgates/api --dry-run", "change_plan"),
    ("downgrade modelgates/api", "change_plan"),
    ("llm-context --section models --output models.md", "llm_context"),
    ("skills", "write_skills"),
    ("skills --check", "write_skills"),
    ("docs rotating keys", "search_docs"),
    ("rotate modelgates-api --yes", "rotate_key"),
    ("rotate --grace-seconds 60 --yes", "rotate_key"),
    ("rotate --finish --dry-run", "rotate_key"),
    ("rotate --finish --yes", "rotate_key"),
    ("remove modelgates-api --only-credentials --yes", "remove_service"),
  ]

  @Test func everyCommandPrintsOneEnvelopeWithJSON() async throws {
    let place = try Place()
    let envelope = try SchemaCheck.schema("envelope.json")
    for (line, name) in Self.story {
      let run = try await place.run("\(line) --json")
      #expect(run.status == .exited(0) && run.errors == "", "\(line): \(run)")
      let json = try run.json
      #expect(SchemaCheck.faults(in: json, by: envelope) == [], "\(line)")
      #expect(json["ok"] == true && json["error"] == nil)
      #expect(json["meta"]?["gateway"] == "sandbox" && json["meta"]?["project"] == .string(place.project.value))
      // What is only a command has no schema of its own.
      guard let output = try? SchemaCheck.schema("tools/\(name).json")["outputSchema"] else {
        #expect(name.hasSuffix("_environment"))
        continue
      }
      #expect(SchemaCheck.faults(in: try #require(json["data"]), by: output) == [], "\(line)")
    }
  }

  @Test func everyCommandPrintsTextForPeople() async throws {
    let place = try Place()
    for (line, _) in Self.story {
      let run = try await place.run(line)
      #expect(run.status == .exited(0) && run.errors == "", "\(line): \(run)")
      #expect(!run.output.isEmpty && run.output.hasSuffix("\n"))
      #expect(!run.output.contains("\u{1B}") && !run.output.contains(" \n"), "\(line)")
    }
  }

  @Test func generateOverwritesNobodysOwnFiles() async throws {
    let place = try Place()
    let file = place.project / "schemas/envelope.json"
    try File.createDirectory(file.parent, mode: 0o755, intermediates: true)
    try place.write("mine", to: file)
    let run = try await place.run(["generate"])
    #expect(run.status == .exited(2) && run.errors.contains("a file of your own"), "\(run)")
    #expect(try File.read(file, limit: 16) == Array("mine".utf8))
    #expect(try File.list(place.project, limit: 10) == ["schemas"])
  }

  @Test func commandsOfTheProgramItselfPrintEnvelopesToo() async throws {
    let place = try Place()
    let envelope = try SchemaCheck.schema("envelope.json")
    for line in ["version", "demo", "generate", "man", "completions fish"] {
      let run = try await place.run("\(line) --json")
      #expect(run.status == .exited(0), "\(line): \(run)")
      let json = try run.json
      #expect(SchemaCheck.faults(in: json, by: envelope) == [] && json["ok"] == true, "\(line)")
    }
    #expect(
      try await place.run("version").output
        == "modelgates \(try await place.run("version --json").json["version"]?.string ?? "")\n")
  }

  @Test func demoLeavesNothingBehind() async throws {
    let place = try Place()
    let temporary = place.home / "tmp"
    try File.createDirectory(temporary, mode: 0o700, intermediates: false)
    let run = try await place.run("demo", ["TMPDIR": temporary.value])
    #expect(run.status == .exited(0) && !run.output.contains("sk-mg-v1"), "\(run)")
    #expect(try File.list(temporary, limit: 10) == [])
    #expect(try File.list(place.project, limit: 10) == [])
  }

  /// By Ctrl-C, which the demo's server gets as well, and by other ways.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func demoThatIsToldToEndLeavesNothingBehind(_ signal: Int32) async throws {
    let place = try Place()
    let demo = try place.start(["demo"], ["TMPDIR": place.home.value], error: .inherited)
    try await demo.use { () async throws in
      #expect(await !demo.read().isEmpty)
      demo.kill(signal)
      let end = await demo.end()
      // Where other processes keep us waiting, it may have come to its own end.
      #expect(end == .killed(signal: signal) || end == .exited(0))
      #expect(try File.list(place.home, limit: 10) == [])
    }
  }

  /// A failure, what has to be there first, and the exit status that scripts rely on.
  static let failures: [(before: [String], line: String, environment: [String: String], status: Int32, code: String)] =
    [
      ([], "nothing", [:], 2, "usage"),
      ([], "add", [:], 2, "usage"),
      ([], "llm-context --section nothing", [:], 2, ""),
      ([], "status --gateway http://gateway.example/v1", [:], 2, "usage"),
      ([], "credits --gateway http://127.0.0.1:1", [:], 3, "management_key_required"),
      ([], "credits --gateway http://127.0.0.1:1", ["MODELGATES_MANAGEMENT_KEY": "mk"], 6, "gateway_unavailable"),
      ([], "models --gateway http://127.0.0.1:1", [:], 6, "gateway_unavailable"),
      ([], "credits", [:], 3, "management_key_required"),
      ([], "credits", ["MODELGATES_MANAGEMENT_KEY": "sk-mg-nobody"], 3, "unauthenticated"),
      ([], "open modelgates", [:], 3, "account_not_linked"),
      ([], "billing show", [:], 3, "account_not_linked"),
      ([], "open elsewhere", [:], 4, "resource_not_found"),
      ([], "add modelgates/nothing", [:], 4, "resource_not_found"),
      ([], "model nobody/nothing", [:], 4, "not_found"),
      ([], "rotate --yes", [:], 4, ""),
      (["init first"], "init second", [:], 5, "already_exists"),
      (["add modelgates/api --name a", "add modelgates/api --name b"], "rotate --yes", [:], 5, "ambiguous_reference"),
      ([], "add modelgates/api --plan pay-as-you-go --confirm-paid-service", [:], 7, "payment_method_required"),
      (["add modelgates/api"], "upgrade modelgates/api --confirm-paid-service", [:], 7, "payment_method_required"),
      (["add modelgates/api"], "upgrade modelgates/api", [:], 10, "confirmation_required"),
      (["add modelgates/api"], "upgrade modelgates/api --yes", [:], 10, "confirmation_required"),
      (["add modelgates/api"], "downgrade modelgates/api pay-as-you-go", [:], 2, "usage"),
      (["add modelgates/api"], "rotate --finish --yes", [:], 5, "no_grace_period"),
      (["add modelgates/api"], "rotate --finish", [:], 10, "confirmation_required"),
      (["add modelgates/api"], "env use nothing", [:], 4, "resource_not_found"),
      (["add modelgates/api"], "env create bad --output README.md", [:], 9, "unsafe_environment"),
      (["add modelgates/api"], "env create default --output .env.other", [:], 5, "already_exists"),
      (["add modelgates/api"], "limit modelgates/api much", [:], 2, "usage"),
      (["add modelgates/api"], "limit modelgates/api 5 --reset hourly", [:], 2, "usage"),
      (["add modelgates/api"], "verify --model openai/gpt-4.1-mini --yes", [:], 10, "confirmation_required"),
      (
        ["add modelgates/api"], "verify --model openai/gpt-4.1-mini --confirm-paid-service", [:], 7,
        "insufficient_credits"
      ),
      (["add modelgates/api"], "verify --model nobody/nothing", [:], 4, "not_found"),
      (["add modelgates/api"], "upgrade modelgates/api gold", [:], 2, "usage"),
      (["add modelgates/api"], "rotate", [:], 10, "confirmation_required"),
      (["add modelgates/api"], "remove modelgates-api", [:], 10, "confirmation_required"),
      ([], "add modelgates/api --plan pay-as-you-go", [:], 10, "confirmation_required"),
      ([], "add modelgates/api --plan pay-as-you-go --yes", [:], 10, "confirmation_required"),
    ]

  @Test(arguments: failures.indices)
  func failureHasItsExitStatusCodeAndText(_ index: Int) async throws {
    let (before, line, environment, status, code) = Self.failures[index]
    let place = try Place()
    for line in before { #expect(try await place.run(line).status == .exited(0)) }

    let text = try await place.run(line, environment)
    #expect(text.status == .exited(status), "\(line): \(text)")
    // What takes longer than a moment says before what it does.
    #expect(
      text.output == "" && text.errors.split(separator: "\n").contains { $0.hasPrefix("modelgates: ") }, "\(text)")

    let json = try await place.run("\(line) --json", environment)
    #expect(json.status == .exited(status) && json.errors == "")
    let envelope = try json.json
    #expect(SchemaCheck.faults(in: envelope, by: try SchemaCheck.schema("envelope.json")) == [], "\(line)")
    #expect(envelope["ok"] == false && envelope["data"] == nil)
    if !code.isEmpty { #expect(envelope["error"]?["code"] == .string(code), "\(line)") }
  }

  @Test(arguments: ["", "pay-as-you-go", "pay_as_you_go", "paid"])
  func planGoesUpWithAPaymentTokenAndDownAgain(_ plan: String) async throws {
    let place = try Place()
    let token = "spt_0123456789abcdef"
    _ = try await place.run("add modelgates/api")
    let line = "upgrade modelgates/api \(plan) --confirm-paid-service --yes --payment-token-file - --json"
    let up = try await place.run(line, input: token + "\n")
    #expect(up.status == .exited(0) && !up.output.contains(token), "\(up)")
    let envelope = try up.json
    #expect(envelope["command"] == "upgrade" && envelope["data"]?["plan"] == "pay-as-you-go")
    #expect(try await place.run("downgrade modelgates/api pay_as_you_go").output.contains("unchanged"))
    let down = try await place.run("downgrade modelgates/api --json").json
    #expect(down["command"] == "downgrade" && down["data"]?["plan"] == "free")
    for (path, bytes) in try place.files() {
      #expect(!String(decoding: bytes, as: UTF8.self).contains(token), "\(path)")
    }
  }

  /// The address comes from outside: whatever is in it, no shell sees it.
  @Test func browserIsStartedWithTheAddressAlone() async throws {
    let place = try Place()
    _ = try await place.run("add modelgates/api")
    let program = place.home / "bin/xdg-open"
    let script = #"""
      #!/bin/sh
      printf '%s\n' "$#" "$@" > "$HOME/opened"
      /usr/bin/env >> "$HOME/opened"
      """#
    try File.createDirectory(program.parent, mode: 0o700, intermediates: true)
    try File.create(program, Array(script.utf8), mode: 0o700)
    let environment = ["PATH": "\(place.home)/bin:/usr/bin:/bin", "MODELGATES_LOG": "error"]
    #expect(try await place.run("open modelgates --print", environment).output.contains("http"))
    #expect(try await place.run("open modelgates --json", environment).json["data"]?["opened"] == nil)
    #expect(try File.status(place.home / "opened") == nil)
    let run = try await place.run("open modelgates", environment)
    #expect(run.output.contains("opened:") && run.output.contains("yes"), "\(run)")
    let seen = String(decoding: try File.read(place.home / "opened", limit: 1 << 16), as: UTF8.self)
    #expect(seen.hasPrefix("1\nhttp") && !seen.contains("MODELGATES_"), "\(seen)")
  }

  @Test func damagedVaultIsSaidSoAndLeftAlone() async throws {
    let place = try Place()
    _ = try await place.run("add modelgates/api")
    let vault = place.project / ".projects/vault/vault.sealed"
    var bytes = try File.read(vault, limit: 1 << 20)
    bytes[bytes.count / 2] ^= 1
    try File.replace(vault, with: bytes, mode: 0o600, keepingStricterMode: false)
    for line in ["rotate --yes", "env --pull", "key"] {
      let run = try await place.run("\(line) --json")
      #expect(run.status == .exited(8), "\(line): \(run)")
    }
    #expect(try File.read(vault, limit: 1 << 20) == bytes)
  }

  @Test func variableOfTheUsersOwnIsNeverOverwritten() async throws {
    let place = try Place()
    try place.write("MODELGATES_API_KEY=mine\n", to: place.environmentFile)
    let run = try await place.run("add modelgates/api --json")
    #expect(run.status == .exited(5), "\(run)")
    #expect(try run.json["error"]?["code"] == "env_variable_conflict")
    #expect(try File.read(place.environmentFile, limit: 100) == Array("MODELGATES_API_KEY=mine\n".utf8))
  }

  @Test func symbolicLinkInPlaceOfTheEnvFileIsRefused() async throws {
    let place = try Place()
    try File.createSymbolicLink(place.environmentFile, to: place.home / "elsewhere")
    let run = try await place.run("add modelgates/api --json")
    #expect(run.status == .exited(9), "\(run)")
    #expect(try File.status(place.home / "elsewhere") == nil)
  }

  @Test func damagedStateIsRefusedAndKept() async throws {
    let place = try Place()
    try place.write("{\"version\": 1, ", to: place.project / ".projects/state.json")
    for line in ["status", "add modelgates/api", "rotate --yes", "init"] {
      #expect(try await place.run(line).status == .exited(1), "\(line)")
    }
    #expect(try File.read(place.project / ".projects/state.json", limit: 100) == Array("{\"version\": 1, ".utf8))
  }
}
