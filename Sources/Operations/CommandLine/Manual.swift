public import JSON

/// The manual page of all commands, in the macros of man(7), made of the declarations.
public struct Manual {
  /// A further section: terms and what they mean.
  public struct Section {
    let title: String
    let rows: [(term: String, meaning: String)]

    public init(_ title: String, _ rows: [(term: String, meaning: String)]) {
      self.title = title
      self.rows = rows
    }
  }

  private let commands: [CommandDeclaration]
  private let table: CommandTable
  private let options: RecordSchema
  private let sections: [Section]

  /// - Parameters:
  ///   - table: for what tools are called as commands.
  ///   - options: those of every command.
  public init(_ commands: [CommandDeclaration], in table: CommandTable, options: RecordSchema, sections: [Section]) {
    self.commands = commands
    self.table = table
    self.options = options
    self.sections = sections
  }

  public var text: String {
    var lines =
      [
        #".TH \#(Product.name.uppercased()) 1 "\#(Product.released)" "\#(Product.name) \#(Product.version)""#,
        ".SH NAME", #"\#(Product.name) \- \#(Self.escaped(Product.summary))"#,
        ".SH SYNOPSIS", #".B \#(Product.name)"#, "[options] <command> [arguments]",
        ".SH DESCRIPTION",
      ] + Self.lines(Product.description)
    for group in Command.Group.allCases {
      let own = commands.filter { $0.command.group == group }
      if own.isEmpty { continue }
      lines += [".SH \(group.rawValue.uppercased())"] + own.flatMap(entry)
    }
    lines += [".SH OPTIONS OF EVERY COMMAND"] + Self.list(CommandHelp.options(of: options))
    for section in sections { lines += [".SH \(section.title.uppercased())"] + Self.list(section.rows) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func entry(of declaration: CommandDeclaration) -> [String] {
    let help = CommandHelp(declaration, in: table)
    let examples = declaration.command.examples.map { Self.line($0) }
    return [".SS \(Self.escaped(declaration.usage))"] + Self.lines(help.summary)
      + Self.list(help.arguments + help.options)
      + (examples.isEmpty ? [] : [".PP", "Examples:", ".PP", ".nf"] + examples + [".fi"])
  }

  private static func list(_ rows: [(String, String)]) -> [String] {
    rows.flatMap { [".TP", ".B \(quoted($0))"] + lines($1) }
  }

  /// Running text, in lines as short as the rules of manuals want them.
  private static func lines(_ text: String) -> [String] { TextLayout.wrapped(text, to: 64).map(line) }

  /// A line of text, which mustn't be taken for a request.
  private static func line(_ text: String) -> String {
    let text = escaped(text)
    return text.hasPrefix(".") || text.hasPrefix("'") ? #"\&"# + text : text
  }

  /// An argument of a macro.
  private static func quoted(_ text: String) -> String {
    "\"" + escaped(text).map { $0 == "\"" ? #"\(dq"# : String($0) }.joined() + "\""
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": #"\e"#
      case "-": #"\-"#
      case "'": #"\(aq"#
      case "`": #"\(ga"#
      case "~": #"\(ti"#
      case "^": #"\(ha"#
      case "\n": " "
      default: String(character)
      }
    }.joined()
  }
}
