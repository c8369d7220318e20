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
      StandardOutput.write(Self.report(story.steps, isRight))
    } else {
      StandardOutput.write(isRight ? "\nAll as it must be. Your turn: modelgates add modelgates/api\n" : "\nNot all is as it must be.\n")
    }
    return isRight ? .done : .failed
  }

  private static func report(_ steps: [DemoStory.Step], _ isRight: Bool) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("ok", isRight)
    writer.member("command", "demo")
    writer.member("version", Product.version)
    writer.key("data")
    writer.beginObject()
    writer.key("steps")
    writer.beginArray()
    for step in steps {
      writer.beginObject()
      writer.member("name", step.name)
      writer.member("ok", step.isRight)
      writer.member("detail", step.detail)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}
