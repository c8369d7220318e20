import JSON
import Operations

/// What `modelgates --help` prints.
struct Overview {
  private let table: CommandTable
  private let width: Int

  /// - Parameter width: columns that a line may take.
  init(_ table: CommandTable, width: Int) {
    self.table = table
    self.width = width
  }

  private static let steps = [
    ("modelgates demo", "the whole story, offline"),
    ("modelgates add modelgates/api", "a key for this project"),
    ("claude mcp add modelgates -- modelgates mcp", "the same, by an agent"),
  ]

  /// Where somebody begins who knows nothing yet.
  static func beginning(width: Int) -> String {
    steps.map { command, meaning in
      // A command isn't broken.
      let gap = width < 75 ? "\n      " : String(repeating: " ", count: 46 - command.count)
      return "  $ \(command)\(gap)\(meaning)"
    }.joined(separator: "\n")
  }

  var text: String {
    let declarations = CommandLineProgram.declarations
    // All groups in the same two columns.
    let column = declarations.map(\.command.text.count).max() ?? 0
    let groups = Command.Group.allCases.map { group in
      let rows = declarations.filter { $0.command.group == group }.map { declaration in
        let text = declaration.command.text
        return (text + String(repeating: " ", count: column - text.count), brief(declaration))
      }
      return group.rawValue.uppercased() + "\n" + CommandHelp.table(rows, width: width)
    }
    let parts =
      [
        CommandHelp.paragraph("ModelGates: \(Product.summary).", width: width),
        "START HERE\n" + Self.beginning(width: width),
      ] + groups
      + [
        "OPTIONS OF EVERY COMMAND\n"
          + CommandHelp.table(CommandHelp.options(of: CommonOptions.recordSchema), width: width),
        CommandHelp.paragraph(
          "modelgates <command> --help shows examples, modelgates man prints the manual.", width: width),
      ]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func brief(_ declaration: CommandDeclaration) -> String {
    CommandHelp(declaration, in: table).brief
  }
}
