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

  /// - Parameter text: what people are shown, in place of the general form.
  func run(
    _ options: GlobalOptions, _ environment: [String: String],
    text: ((AnyOperation.Answer, Terminal) -> String)? = nil
  ) throws -> ExitStatus {
    disableCoreDumps()
    let settings = try Settings(options, environment: environment, isServer: false)
    let terminal = Terminal(options, environment: environment)
    // A program that asks for an object shows the address itself.
    let browser = options.has("--json") ? nil : { @Sendable (address: String) in Browser.open(address) }
    let progress = Progress(terminal, step: "Asking the gateway, \(settings.gatewayName)")
    let loop = try EventLoop()
    let result = loop.run {
      await withTaskGroup { group in
        group.addTask { await progress.wait(on: loop) }
        let result = await answer(settings, loop, terminal, browser, progress)
        group.cancelAll()
        return result
      }
    }
    progress.pause()
    if options.has("--json") { return printObject(result, settings) }
    switch result {
    case .success(let answer):
      if let text {
        StandardOutput.write(text(answer, terminal))
      } else {
        write(answer, terminal, isQuiet: options.has("--quiet"))
      }
      return .done
    case .failure(let error):
      terminal.write(error)
      return ExitStatus(code: error.code.name)
    }
  }

  /// The one place where what an operation throws becomes a command's error.
  private func answer(
    _ settings: Settings, _ loop: EventLoop, _ terminal: Terminal, _ browser: (@Sendable (String) -> Bool)?,
    _ progress: Progress
  ) async -> Result<AnyOperation.Answer, ProjectError> {
    do {
      let context = OperationContext(
        project: try settings.makeProject(on: loop), command: operation.command, browser: browser,
        asker: TerminalAsker(terminal: terminal, progress: progress),
        reporter: { progress.report($0) })
      return .success(try await operation.run(members, context))
    } catch let error as ProjectError {
      return .failure(error.spelled(for: .commands))
    } catch let error as FieldError {
      let usage = UsageError(error, in: operation.input(), given: members, of: operation.command.text)
      return .failure(.usage(usage.message, of: usage.command))
    } catch {
      settings.log.write(.error, "command_failed", [("command", operation.name), ("error", "\(error)")])
      return .failure(.internalFailure)
    }
  }

  private func printObject(
    _ result: Result<AnyOperation.Answer, ProjectError>, _ settings: Settings
  ) -> ExitStatus {
    let meta = Envelope.Meta(gateway: settings.gatewayName, project: settings.project.value)
    switch result {
    case .success(let answer):
      StandardOutput.write(line: Envelope(answer, of: operation.command.text, in: meta))
      return .done
    case .failure(let error):
      StandardOutput.write(line: Envelope(error, of: operation.command.text, in: meta))
      return ExitStatus(code: error.code.name)
    }
  }

  private func write(_ answer: AnyOperation.Answer, _ terminal: Terminal, isQuiet: Bool) {
    let warnings = answer.notes.warnings ?? []
    let steps = isQuiet ? [] : answer.notes.nextSteps ?? []
    if let text = answer.text {
      StandardOutput.write(TerminalText.clean(text))
      // The document is the result, and stays alone where results go.
      guard !warnings.isEmpty else { return }
      StandardError.write((warnings + steps).map { TerminalText.clean($0) + "\n" }.joined())
      return
    }
    var members = JSONObject()
    if terminal.form != .plain, let shown = answer.shown {
      members = shown
    } else if let data = try? JSON(parsing: answer.data, limits: JSONLimits(depth: 64, bytes: answer.data.count)) {
      members = data.object ?? members
    }
    if !warnings.isEmpty { members["warnings"] = .array(warnings.map { .string($0) }) }
    if !steps.isEmpty { members["next_steps"] = .array(steps.map { .string($0) }) }
    StandardOutput.write(TextRendering(terminal.form).text(of: members))
  }
}

extension Terminal {
  fileprivate func write(_ error: ProjectError) {
    let message = "modelgates: \(TerminalText.clean(error.message)) (\(error.code.name))"
    // The colour comes last: it takes no room.
    let lines = wrapped(message).dropFirst("modelgates:".count)
    StandardError.write("\(self.error("modelgates:"))\(lines)\n")
    if let hint = error.hint { StandardError.write("\(wrapped(TerminalText.clean(hint)))\n") }
  }

  private func wrapped(_ text: String) -> String {
    isErrorTerminal ? CommandHelp.paragraph(text, width: textWidth) : text
  }
}
