import Files
import JSON
import TestSupport
import Testing

/// What the program says of itself.
@Suite(.timeLimit(.minutes(10)))
struct HelpTests {
  static let commands = [
    "init", "status", "catalog", "search", "services", "services list", "add", "upgrade", "downgrade", "limit",
    "verify",
    "rotate", "remove", "open", "billing", "billing show", "billing add", "env", "env --pull", "env list", "env use",
    "env create", "key", "credits", "models",
    "model", "llm-context", "docs", "mcp", "serve", "sandbox", "install", "uninstall", "doctor", "demo", "completions",
    "man",
    "generate",
    "version", "link", "unlink", "skills",
  ]

  /// The start depends on what is there, and changes nothing.
  @Test func noArgumentShowsTheNextStep() async throws {
    let place = try Place()
    let start = try await place.run([])
    #expect(start.status == .exited(0) && start.errors == "" && start.output.contains("\n  $ modelgates add "))
    #expect(try File.list(place.home, limit: 10) == [] && File.list(place.project, limit: 10) == [])
    _ = try await place.run("add modelgates/api")
    #expect(try await place.run([]).output.contains("\n  `modelgates llm-context` "))
    try place.write("", to: place.environmentFile)
    let drifted = try await place.run([]).output
    #expect(drifted.contains("drifted") && drifted.contains("\n  `modelgates env --pull` "), "\(drifted)")
    #expect(try await place.run("--json").json["command"] == "status")
    try place.write("{", to: place.project / ".projects/state.json")
    #expect(try await place.run([]).status == .exited(1))
  }

  @Test func helpShowsTheOverview() async throws {
    let place = try Place()
    let overview = try await place.run("--help")
    #expect(overview.status == .exited(0) && overview.errors == "")
    #expect(overview.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    for line in ["-h", "help"] { #expect(try await place.run(line).output == overview.output) }
    for command in Self.commands where !["search", "services", "billing", "env list"].contains(command) {
      #expect(overview.output.contains("\n  \(command) "), "\(command)")
    }
    #expect(try File.list(place.home, limit: 10) == [] && File.list(place.project, limit: 10) == [])
  }

  /// Commands, which can be taken as they stand, and addresses aren't broken.
  @Test(arguments: [40, 50, 60, 80])
  func textTakesNoMoreColumnsThanThereAre(_ width: Int) async throws {
    let place = try Place()
    for line in ["--help", "models --help", "rotate --help", "", "doctor"] {
      let run = try await place.run(line, ["COLUMNS": "\(width)"])
      let text = run.output.split(separator: "\nRemedies:").first ?? ""
      for line in text.split(separator: "\n") where !line.contains("/") {
        let isCommand = line.hasPrefix("  $ ") || line.hasPrefix("  modelgates ")
        let isOption = line.hasPrefix("  --") && !line.dropFirst(2).contains("  ")
        #expect(isCommand || isOption || line.count <= width, "\(line)")
      }
    }
  }

  @Test(arguments: commands)
  func everyCommandHasHelpWithExamples(_ command: String) async throws {
    let place = try Place()
    let help = try await place.run("\(command) --help")
    #expect(help.status == .exited(0) && help.errors == "")
    let (examples, usage) = (help.output.firstIndex(of: "$"), help.output.split(separator: "\nUSAGE\n").first?.endIndex)
    #expect(try #require(examples) < #require(usage), "examples come first")
    for part in ["\nUSAGE\n", "\nEXAMPLES\n  $ modelgates "] { #expect(help.output.contains(part), "\(command)") }
    for spelling in ["help \(command)", "--help \(command)", "\(command) -h"] {
      #expect(try await place.run(spelling).output == help.output, "\(spelling)")
    }
    #expect(!help.output.contains("_service") && !help.output.contains("dry_run"), "tools' names in a command's help")
  }

  /// Whether an example does what it promises depends on what is there; that it is understood doesn't.
  @Test(arguments: commands)
  func everyExampleIsUnderstood(_ command: String) async throws {
    let place = try Place()
    try place.write("sk-mg-sandbox-management\n", to: place.home / ".modelgates-management-key")
    let help = try await place.run("\(command) --help")
    let examples = help.output.split(separator: "\n").filter { $0.hasPrefix("  $ modelgates ") }
    for example in examples {
      // What follows these is the shell's.
      let words = example.dropFirst("  $ modelgates ".count).split(separator: " ").prefix {
        $0 != "<" && $0 != ">>" && $0 != ">" && $0 != "|"
      }
      let line = words.map { $0.hasPrefix("~/") ? place.home.value + $0.dropFirst() : $0.filter { $0 != "'" } }
      // It goes on until it is stopped: SandboxCommandTests starts it.
      if command == "sandbox" { continue }
      if command == "serve", !line.contains("--hash-token") {
        try await Self.expectStart(line, in: place)
        continue
      }
      let run = try await place.run(line, input: "a-token-of-letters-0123456789")
      #expect(run.status != .exited(2), "\(example): \(run)")
    }
  }

  /// A server goes on until it is stopped.
  private static func expectStart(_ line: [String], in place: Place) async throws {
    try place.write(TokenTests.line, to: place.project / "tokens")
    // Neither the usual port nor another folder is the test's.
    var line = line.dropFirst().map { $0.hasPrefix("/run/") ? "\(place.home)/mcp.sock" : $0 }
    if !line.contains("--unix"), !line.contains("--port") { line += ["--port", "0"] }
    let options = line.joined(separator: " ")
    try await place.serve(options) { server in
      let (end, _) = try await server.stop()
      #expect(end == .exited(0), "\(options)")
    }
  }

  /// Hints and next steps name commands; each must exist.
  @Test func everyCommandThatATextNamesExists() async throws {
    let place = try Place()
    var texts: [String] = []
    let lines =
      CommandTests.story.map(\.line) + CommandTests.failures.map(\.line) + Self.commands.map { "\($0) --help" }
    for line in lines {
      let run = try await place.run(line)
      texts.append(run.output + run.errors)
    }
    var named: Set<String> = []
    for text in texts {
      for part in text.split(separator: "`modelgates ").dropFirst() {
        named.insert(String(part.prefix { $0 != "`" && $0 != "<" && $0 != "\n" }))
      }
    }
    #expect(named.count > 5)
    for command in named.sorted() {
      let run = try await place.run("\(command) --help")
      #expect(run.status == .exited(0), "\(command): \(run.errors)")
    }
  }

  @Test func noEscapeCodesGoIntoAPipe() async throws {
    let place = try Place()
    for line in ["demo", "status", "rotate", "nothing", "--help"] {
      for environment in [[:], ["NO_COLOR": "1"], ["TERM": "dumb"], ["TERM": "xterm-256color", "CLICOLOR_FORCE": "1"]] {
        let run = try await place.run(line, environment)
        #expect(!(run.output + run.errors).contains("\u{1B}"), "\(line)")
      }
    }
  }

  @Test func nameFromOutsideCannotSteerTheTerminal() async throws {
    let place = try Place()
    let folder = place.home / "evil\u{1B}]0;owned\u{7}\u{202E}"
    try File.createDirectory(folder, mode: 0o700, intermediates: false)
    for line in [["init"], ["status"], ["llm-context"], ["init", "other"]] {
      let run = try await place.run(line, in: folder)
      let text = run.output + run.errors
      #expect(!text.contains("\u{1B}") && !text.contains("\u{7}") && !text.contains("\u{202E}"), "\(line): \(text)")
    }
  }
}
