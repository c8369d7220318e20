import Operations

/// What `modelgates` and `modelgates --help` print.
struct Overview {
  private let table: CommandTable

  init(_ table: CommandTable) { self.table = table }

  var text: String {
    let operations = table.operations.map { ($0.command.text, $0.title + ".") }
    let builtIn = BuiltInCommand.allCases.map { ($0.rawValue, $0.summary) }
    let valued = GlobalOptions.valued.map { ("\($0.flag) <value>", $0.meaning) }
    let plain = GlobalOptions.plain.map { ($0.flag, $0.meaning) }
    return """
      ModelGates: AI models for this project, with a key that never shows.

      START HERE
        $ modelgates demo                               the whole story, offline
        $ modelgates add modelgates/api                 a key for this project, in .env
        $ claude mcp add modelgates -- modelgates mcp   the same, by an agent

      COMMANDS
      \(CommandHelp.table(operations + builtIn))

      OPTIONS
      \(CommandHelp.table(valued + plain))

      modelgates <command> --help shows arguments and examples.

      """
  }
}
