import Files
import JSON
import Operations
import Projects

/// One run of the command line: finds the command and carries it out.
struct CommandLineProgram {
  let arguments: [String]
  private let environment = Environment.current
  private var table: CommandTable { CommandTable(OperationCatalog.commands) }

  init(arguments: [String]) { self.arguments = arguments }

  /// All commands as they declare themselves.
  static var declarations: [CommandDeclaration] {
    OperationCatalog.commands.map(\.declaration) + BuiltInCommand.allCases.map(\.declaration)
  }

  func run() -> ExitStatus {
    do {
      // What a shell asks isn't a command line yet.
      if arguments.first == CompletionRequest.word {
        return CompletionRequest(Array(arguments.dropFirst())).run(environment)
      }
      return try run(try GlobalOptions(arguments))
    } catch let error as UsageError {
      return fail(.usage(error.message, of: error.command))
    } catch let error as SettingsError {
      return fail(.settings(error.message))
    } catch let error as FileError {
      return fail(.settings(error.message))
    } catch {
      return fail(.settings("\(error)"))
    }
  }

  private func run(_ options: GlobalOptions) throws -> ExitStatus {
    let consents = options.rest.filter { GlobalOptions.consents.contains($0) }
    var words = options.rest.filter { !GlobalOptions.consents.contains($0) }
    if options.has("--version"), words.isEmpty { words = ["version"] }
    let isHelp = options.has("--help") || words.first == "help"
    if words.first == "help" { words.removeFirst() }
    let width = Terminal(options, environment: environment).textWidth

    if let builtIn = words.first.flatMap(BuiltInCommand.init) {
      guard isHelp else { return try builtIn.run(options, environment) }
      return show(CommandHelp(builtIn.declaration, in: table, width: width).text)
    }
    if let (operation, rest) = table.find(words) {
      guard !isHelp else { return show(CommandHelp(operation, in: table, width: width).text) }
      let command: OperationCommand
      do {
        command = try OperationCommand(operation: operation, arguments: consents + rest)
      } catch {
        throw UsageError(error.message + meant(by: words, instead: operation), command: operation.command.text)
      }
      return try command.run(options, environment)
    }
    guard let word = words.first else {
      return isHelp ? show(Overview(table, width: width).text) : try Start(table).run(options, environment)
    }
    throw unknown(word, words)
  }

  /// What else was perhaps meant, when a command is given a word that it doesn't take: `env pull`.
  private func meant(by words: [String], instead operation: AnyOperation) -> String {
    guard !operation.input().properties.contains(where: \.isPositional), words.count > 1, !words[1].hasPrefix("-"),
      let nearest = nearestName(to: words.prefix(2).joined(separator: " "), among: table.operations.map(\.command.text))
    else { return "" }
    return " Did you mean \"modelgates \(nearest)\"?"
  }

  private func unknown(_ word: String, _ words: [String]) -> UsageError {
    if word == "--" { return UsageError("The command comes before \"--\".") }
    if word.hasPrefix("-") {
      let hint = nearestName(to: word, among: GlobalOptions.flags).map { " Did you mean \($0)?" } ?? ""
      return UsageError("Unknown option \(word.prefix(64)).\(hint)")
    }
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
      let lines = ["modelgates: \(error.message)"] + (error.hint.map { [$0] } ?? [])
      StandardError.write(lines.map { TerminalText.clean($0) + "\n" }.joined())
    }
    return ExitStatus(code: error.code.name)
  }
}
