import JSON
import TestSupport
import Testing

/// What isn't understood is refused, with the nearest that would be.
@Suite(.timeLimit(.minutes(10)))
struct UsageTests {
  static let mistakes: [(line: String, said: String)] = [
    ("ad modelgates/api", "Did you mean \"add\"?"),
    ("statsu", "Did you mean \"status\"?"),
    ("service list", "Did you mean \"services list\"?"),
    ("services lst", "Did you mean \"modelgates services list\"?"),
    ("env pull", "Did you mean \"modelgates env --pull\"?"),
    ("verison", "Did you mean \"version\"?"),
    ("help stauts", "Did you mean \"status\"?"),
    ("quite-something-else", "Unknown command \"quite-something-else\"."),
    ("add modelgates/api --plann free", "Did you mean --plan?"),
    ("add modelgates/api --dryrun", "Did you mean --dry-run?"),
    ("status --jsno", "Did you mean --json?"),
    ("--jsno", "Did you mean --json?"),
    ("status --projct x", "Did you mean --project?"),
    ("mcp --read-onyl", "Did you mean --read-only?"),
    ("mcp --tools ad_service", "Did you mean \"add_service\"?"),
    ("mcp --tools ,", "--tools names no tool."),
    ("mcp more", "Unexpected argument \"more\"."),
    ("generate --chek", "Did you mean --check?"),
    ("demo more", "demo takes no \"more\"."),
    ("version more", "version takes no \"more\"."),
    ("add modelgates/api --plan fre", "Did you mean \"free\"?"),
    ("models --sort cheapst", "Did you mean \"cheapest\"?"),
    ("models --limit 0", "--limit: expected an integer from 1 to 100, found 0."),
    ("models --limit 101", "--limit: expected an integer from 1 to 100, found 101."),
    ("sandbox --port 65536", "--port: expected an integer from 0 to 65535, found 65536."),
    ("serve --idle-time 0", "--idle-time: expected an integer from 1 to 86400, found 0."),
    ("sandbox --prot 1", "Did you mean --port?"),
    ("install", "modelgates install needs --client claude-code|cursor|vscode|codex|all."),
    ("install --client cursr", "Did you mean \"cursor\"?"),
    ("completions", "modelgates completions needs <bash|zsh|fish>."),
    ("completions tcsh", "found \"tcsh\"."),
    ("completion bash", "Did you mean \"completions\"?"),
    ("man more", "man takes no \"more\"."),
    ("models --limit ten", "--limit takes a whole number, not \"ten\"."),
    ("models --limit 99999999999999999999", "--limit takes a whole number"),
    ("models --limit", "--limit needs a value."),
    ("models --limit 1 --limit 2", "--limit is given twice."),
    ("models --free=yes", "--free takes no value."),
    ("models --max-price cheap", "--max-price"),
    ("status more", "Unexpected argument \"more\"."),
    ("model", "modelgates model needs <model>."),
    ("remove --yes", "modelgates remove needs <service>."),
    ("add modelgates/api --name Not_Good", "--name"),
    ("--project", "--project needs a value."),
    ("status --project= ", "--project needs a value."),
    ("status --project . --project .", "--project is given twice."),
    ("status --log-level loud", "debug, info, warning or error"),
    ("status --log-format xml", "json or text"),
    ("-- status", "The command comes before \"--\"."),
    ("-x", "Unknown option -x."),
  ]

  @Test(arguments: mistakes.indices)
  func mistakeIsRefusedByName(_ index: Int) async throws {
    let (line, said) = Self.mistakes[index]
    let run = try await Place().run(line)
    #expect(run.status == .exited(2) && run.output == "", "\(line): \(run)")
    #expect(run.errors.hasPrefix("modelgates: ") && run.errors.contains(said), "\(line): \(run.errors)")
    #expect(run.errors.contains("--help shows") || run.errors.contains("--project: "))
  }

  /// A variable of the environment is wrong for the command that was given.
  @Test(arguments: ["mcp", "serve"])
  func badVariableNamesTheCommandThatWasGiven(_ command: String) async throws {
    let place = try Place()
    for (name, value) in [("MODELGATES_TOOLS", "ad_service"), ("MODELGATES_TOOLS", ","), ("MODELGATES_READ_ONLY", "x")]
    {
      let run = try await place.run(command, [name: value])
      #expect(run.status == .exited(2) && run.errors.contains("modelgates \(command) --help"), "\(run)")
    }
  }

  @Test func whatFollowsTwoDashesIsAnArgument() async throws {
    let place = try Place()
    let run = try await place.run("models --json -- --free")
    #expect(run.status == .exited(0))
    #expect(try run.json["data"]?["total"] == 0)
    #expect(try await place.run("init --json -- --name").json["data"]?["project"] == "--name")
  }

  @Test func optionsMayStandAnywhere() async throws {
    let place = try Place()
    let total = try await place.run("models claude --json --limit 1").json["data"]?["total"]
    for line in ["--json models --limit=1 claude", "models --limit 1 claude --json", "--json models claude --limit=1"] {
      #expect(try await place.run(line).json["data"]?["total"] == total, "\(line)")
    }
  }

  @Test func veryLongArgumentIsNotRepeatedInFull() async throws {
    let long = String(repeating: "x", count: 100_000)
    let place = try Place()
    for line in [[long], ["add", long], ["status", long], ["--\(long)"], ["models", "--sort", long]] {
      let run = try await place.run(line)
      #expect(run.status == .exited(2) && run.errors.utf8.count < 1000, "\(line[0].prefix(20))")
    }
  }
}
