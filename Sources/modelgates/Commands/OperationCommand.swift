import EventLoop
import Files
import JSON
import MCP
import Operations
import Projects
import SystemLibraries

/// An operation as a command: reads its arguments, runs it, prints what came of it.
struct OperationCommand {
  private let operation: AnyOperation
  private let members: JSONObject

  /// - Throws: `UsageError` for arguments that the operation doesn't take.
  init(operation: AnyOperation, arguments: [String]) throws(UsageError) {
    self.operation = operation
    members = try ArgumentReader.read(
      arguments, for: operation.input(), ignoring: GlobalOptions.consents, suggesting: GlobalOptions.flags)
  }

  func run(_ options: GlobalOptions, _ environment: [String: String]) throws -> ExitStatus {
    disableCoreDumps()
    let settings = try Settings(options, environment: environment, isServer: false)
    let terminal = Terminal(options, environment: environment)
    // A program that asks for an object shows the address itself.
    let browser = options.has("--json") ? nil : { @Sendable (address: String) in Browser.open(address) }
    let reporter = StepReporter(isQuiet: options.has("--quiet") || options.has("--json"))
    let loop = try EventLoop()
    let result = loop.run { await answer(settings, loop, terminal, browser, reporter) }
    return print(result, settings, terminal, wantsJSON: options.has("--json"))
  }

  /// The one place where what an operation throws becomes a command's error.
  private func answer(
    _ settings: Settings, _ loop: EventLoop, _ terminal: Terminal, _ browser: (@Sendable (String) -> Bool)?,
    _ reporter: StepReporter
  ) async -> Result<AnyOperation.Answer, ProjectError> {
    do {
      let context = OperationContext(
        project: try settings.makeProject(on: loop), command: operation.command, browser: browser,
        asker: TerminalAsker(terminal: terminal),
        reporter: { reporter.report($0) })
      return .success(try await operation.run(members, context))
    } catch let error as ProjectError {
      return .failure(error)
    } catch let error as FieldError {
      return .failure(.usage(message(for: error), of: operation.command.text))
    } catch {
      settings.log.write(.error, "command_failed", [("command", operation.name), ("error", "\(error)")])
      return .failure(.internalFailure)
    }
  }

  private func print(
    _ result: Result<AnyOperation.Answer, ProjectError>, _ settings: Settings, _ terminal: Terminal, wantsJSON: Bool
  ) -> ExitStatus {
    switch result {
    case .success(let answer):
      if wantsJSON {
        StandardOutput.write(line: Envelope(answer, of: operation.command.text, in: meta(settings)))
      } else {
        StandardOutput.write(answer.text.map(TerminalText.clean) ?? TextRendering.text(of: answer.structured))
      }
      return .done
    case .failure(let error):
      if wantsJSON {
        StandardOutput.write(line: Envelope(error, of: operation.command.text, in: meta(settings)))
      } else {
        StandardError.write(
          "\(terminal.error("modelgates:")) \(TerminalText.clean(error.message)) (\(error.code.name))\n")
        if let hint = error.hint { StandardError.write("\(TerminalText.clean(hint))\n") }
      }
      return ExitStatus(code: error.code.name)
    }
  }

  private func meta(_ settings: Settings) -> Envelope.Meta {
    Envelope.Meta(gateway: settings.gatewayName, project: settings.project.value)
  }

  /// Names the flag or argument instead of the field.
  private func message(for error: FieldError) -> String {
    guard let property = operation.input()[error.path] else { return "\(error)" }
    if property.isPositional, members[property.name] == nil {
      return "modelgates \(operation.command.text) needs <\(property.name)>."
    }
    let place = property.isPositional ? "<\(property.name)>" : "--\(property.flag)"
    return "\(FieldError(path: place, expected: error.expected, found: error.found, nearest: error.nearest))"
  }
}
