import Files
import JSON
import Operations
import Projects

/// One run of the command line: finds the command and carries it out.
struct CommandLineProgram {
  let arguments: [String]
  private let environment = Environment.current
  private let table = CommandTable(OperationCatalog.all)

  init(arguments: [String]) { self.arguments = arguments }

  func run() -> ExitStatus {
    do {
      return try run(try GlobalOptions(arguments))
    } catch let error as UsageError {
      return fail(.usage(error.message))
    } catch let error as SettingsError {
      return fail(.settings(error.message))
    } catch let error as FileError {
      return fail(.settings(error.message))
    } catch {
      return fail(.settings("\(error)"))
    }
  }

  private func run(_ options: GlobalOptions) throws -> ExitStatus {
    if options.has("--version") { return try BuiltInCommand.version.run(options, environment) }
    let consents = options.rest.filter { GlobalOptions.consents.contains($0) }
    let words = options.rest.filter { !GlobalOptions.consents.contains($0) }
    if let builtIn = words.first.flatMap(BuiltInCommand.init) {
      guard !options.has("--help") else { return show(builtIn.help) }
      return try builtIn.run(options, environment)
    }
    if let (operation, rest) = table.find(words) {
      guard !options.has("--help") else { return show(CommandHelp(operation).text) }
      return try OperationCommand(operation: operation, arguments: consents + rest).run(options, environment)
    }
    guard let word = words.first, word != "help" else { return show(Overview(table).text) }
    throw unknown(word, words)
  }

  private func unknown(_ word: String, _ words: [String]) -> UsageError {
    if word.hasPrefix("-") { return UsageError("Unknown option \(word.prefix(64)).") }
    let names = table.names + BuiltInCommand.allCases.map(\.rawValue)
    let nearest =
      nearestName(to: words.prefix(2).joined(separator: " "), among: names) ?? nearestName(to: word, among: names)
    let hint = nearest.map { " Did you mean \"\($0)\"?" } ?? ""
    return UsageError("Unknown command \"\(word.prefix(64))\".\(hint)")
  }

  private func show(_ text: String) -> ExitStatus {
    StandardOutput.write(text)
    return .done
  }

  private func fail(_ error: ProjectError) -> ExitStatus {
    // The options may not have been understood, so `--json` is looked for by itself.
    if arguments.prefix(while: { $0 != "--" }).contains("--json") {
      let command = arguments.first { !$0.hasPrefix("-") } ?? ""
      StandardOutput.write(line: Envelope(error, of: command, in: Envelope.Meta()))
    } else {
      StandardError.write("modelgates: \(error.message)\n" + (error.hint.map { "\($0)\n" } ?? ""))
    }
    return ExitStatus(code: error.code.name)
  }
}
