import Files
import JSON
import MCP
import Operations

/// `modelgates demo`: the whole story in a temporary project against the embedded sandbox, driven over MCP.
struct DemoCommand {
  init(_ arguments: [String]) throws(UsageError) {
    if let argument = arguments.first { throw UsageError("demo takes no \"\(argument.prefix(64))\".") }
  }

  func run(_ options: GlobalOptions, _ environment: [String: String]) throws -> ExitStatus {
    guard let program = executablePath() else { throw SettingsError("The program's own file can't be found.") }
    let wantsJSON = options.has("--json")
    let terminal = Terminal(options, environment: environment)
    let folder = try TemporaryFolder(environment: environment)
    defer { folder.remove() }

    var story = DemoStory(program: program, folder: folder.path) { step in
      guard !wantsJSON else { return }
      let mark = step.isRight ? terminal.green("✓") : terminal.red("✗")
      StandardOutput.write("\(mark) \(terminal.bold(step.name))\n  \(step.detail)\n")
    }
    story.tell()
    let isRight = story.steps.allSatisfy(\.isRight)
    if wantsJSON {
      StandardOutput.write(line: DemoReport(story.steps))
    } else {
      StandardOutput.write(
        isRight ? "\nAll as it must be. Your turn: modelgates add modelgates/api\n" : "\nNot all is as it must be.\n")
    }
    return isRight ? .done : .failed
  }
}

/// What the demo prints with `--json`.
struct DemoReport: Record {
  @Field("Whether every step was as it must be.") var ok: Bool
  @Field("The steps, in order.") var steps: [Step]

  struct Step: Record {
    @Field("What was done.") var name: String
    @Field("Whether it came out as it must.") var ok: Bool
    @Field("What came out.") var detail: String
  }

  init() {}

  init(_ steps: [DemoStory.Step]) {
    ok = steps.allSatisfy(\.isRight)
    self.steps = steps.map { step in
      var line = Step()
      line.name = step.name
      line.ok = step.isRight
      line.detail = step.detail
      return line
    }
  }
}
