public import JSON

/// What `--help` says of a command, derived from its declaration.
public struct CommandHelp {
  private let declaration: CommandDeclaration
  private let width: Int
  /// What a tool or an argument of it is called on the command line.
  private let spellings: [String: String]

  /// - Parameter width: columns that a line may take.
  public init(_ operation: AnyOperation, in table: CommandTable, width: Int = 80) {
    self.init(operation.declaration, in: table, width: width)
  }

  public init(_ declaration: CommandDeclaration, in table: CommandTable, width: Int = 80) {
    self.declaration = declaration
    self.width = width
    let commands = table.operations.map { ($0.name, "`modelgates \($0.command.text)`") }
    let flags = declaration.options.filter { $0.name.contains("_") }.map { ($0.name, "--\($0.flag)") }
    spellings = Dictionary(commands + flags) { command, _ in command }
  }

  /// Examples first: most who ask for help want one that is near to what they need.
  public var text: String {
    var parts = declaration.title.map { [Self.paragraph($0 + ".", width: width)] } ?? []
    parts.append(Self.paragraph(summary, width: width))
    let examples = declaration.command.examples
    if !examples.isEmpty { parts.append("EXAMPLES\n" + examples.map { "  $ \($0)" }.joined(separator: "\n")) }
    parts.append("USAGE\n  \(declaration.usage)")
    if let alias = declaration.command.alias { parts.append("ALSO\n  modelgates \(alias.joined(separator: " "))") }
    if !arguments.isEmpty { parts.append("ARGUMENTS\n" + Self.table(arguments, width: width)) }
    if !options.isEmpty { parts.append("OPTIONS\n" + Self.table(options, width: width)) }
    parts.append(Self.paragraph("Options of every command: modelgates --help", width: width))
    return parts.joined(separator: "\n\n") + "\n"
  }

  var summary: String { spelled(declaration.summary) }
  /// The summary's first clause, for lists of commands.
  public var brief: String { spelled(declaration.brief) }
  var arguments: [(String, String)] { declaration.arguments.map { ($0.argumentSyntax, spelled($0.help)) } }
  var options: [(String, String)] { declaration.options.map { ($0.optionSyntax, spelled($0.help)) } }

  /// The options of a record that isn't a command's.
  public static func options(of schema: RecordSchema) -> [(String, String)] {
    schema.properties.filter { !$0.isPositional && !$0.isHidden }.map { ($0.optionSyntax, $0.help) }
  }

  /// A declaration's text speaks of tools and their arguments; here it speaks of commands and flags.
  private func spelled(_ text: String) -> String {
    var result = ""
    var word = ""
    for character in text + "\n" {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
      } else {
        result += (spellings[word] ?? word) + String(character)
        word = ""
      }
    }
    return String(result.dropLast())
  }

  public static func paragraph(_ text: String, width: Int) -> String {
    TextLayout.wrapped(text, to: width).joined(separator: "\n")
  }

  /// A line of a list.
  public static func item(_ text: String, width: Int) -> String {
    "  " + TextLayout.wrapped(text, to: max(width - 2, 20)).joined(separator: "\n    ")
  }

  /// Where the right column would be narrower, it goes below the left one.
  private static let narrowest = 22

  /// Two columns, the right one wrapped; a long left entry gets a line of its own.
  public static func table(_ rows: [(String, String)], width: Int = 80) -> String {
    let left = min(28, rows.map { $0.0.count }.max() ?? 0)
    let isStacked = width - left - 4 < narrowest
    let indent = String(repeating: " ", count: isStacked ? 6 : left + 4)
    return rows.map { name, meaning in
      let lines = TextLayout.wrapped(meaning, to: max(width - indent.count, narrowest))
      let text = lines.joined(separator: "\n" + indent)
      return isStacked || name.count > left
        ? "  \(name.trimmingEnd)\n\(indent)\(text)"
        : "  \(TextLayout.padded(name, to: left))  \(text)"
    }.joined(separator: "\n")
  }
}

extension String {
  fileprivate var trimmingEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
