import EventLoop
import Files
import JSON
import MCP
import Operations
import Processes
import Projects

/// `modelgates demo`: the whole story in a temporary project against the embedded sandbox, driven over MCP.
struct DemoCommand {
  init(_ arguments: [String]) throws(UsageError) {
    try NoOptions.check(arguments, of: "demo")
  }

  func run(_ options: GlobalOptions, _ environment: [String: String]) throws -> ExitStatus {
    guard let program = executablePath() else { throw SettingsError("The program's own file can't be found.") }
    let wantsJSON = options.has("--json")
    let terminal = Terminal(options, environment: environment)
    // The folder goes first; and the server may end before us.
    Interruption.postpone()
    ignoreBrokenPipes()
    let folder = try TemporaryFolder(environment: environment)
    var story = DemoStory(program: program, folder: folder.path) { step in
      guard !wantsJSON else { return }
      let mark = step.isRight ? terminal.green("✓") : terminal.red("✗")
      StandardOutput.write("\(mark) \(terminal.bold(step.name))\n  \(step.detail)\n")
    }
    story.tell()
    folder.remove()
    Interruption.carryOut()

    let isRight = story.steps.allSatisfy(\.isRight)
    if wantsJSON {
      let steps = JSON.array(story.steps.map(\.json))
      StandardOutput.write(
        line: isRight
          ? Envelope(data: ["steps": steps], of: "demo", in: Envelope.Meta(gateway: "sandbox", project: nil))
          : Envelope(.demoFailed(steps), of: "demo", in: Envelope.Meta(gateway: "sandbox", project: nil)))
    } else {
      StandardOutput.write(
        isRight ? "\nAll as it must be. Your turn: modelgates add modelgates/api\n" : "\nNot all is as it must be.\n")
    }
    return isRight ? .done : .failed
  }
}

extension DemoStory.Step {
  fileprivate var json: JSON { ["name": .string(name), "ok": .bool(isRight), "detail": .string(detail)] }
}

extension ProjectError {
  fileprivate static func demoFailed(_ steps: JSON) -> ProjectError {
    ProjectError(
      Code(name: "demo_failed"), "A step did not come out as it must.",
      hint: "The last of the steps in details says which, and what came out instead.", details: ["steps": steps])
  }
}
