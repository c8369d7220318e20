public import JSON

/// What `--help` says of a command, derived from its declaration.
public struct CommandHelp {
  private let operation: AnyOperation
  private let properties: [RecordSchema.Property]
  /// What a tool or an argument of it is called on the command line.
  private let spellings: [String: String]

  public init(_ operation: AnyOperation, in table: CommandTable) {
    self.operation = operation
    properties = operation.input().properties.filter { !$0.isHidden }
    let commands = table.operations.map { ($0.name, "`modelgates \($0.command.text)`") }
    let flags = properties.filter { !$0.isPositional && $0.name.contains("_") }.map { ($0.name, "--\($0.flag)") }
    spellings = Dictionary(commands + flags) { command, _ in command }
  }

  public var text: String {
    var parts = [operation.title + ".", spelled(operation.summary), "USAGE\n  \(usage)"]
    if !operation.command.examples.isEmpty {
      parts.append("EXAMPLES\n" + operation.command.examples.map { "  $ \($0)" }.joined(separator: "\n"))
    }
    let arguments = properties.filter(\.isPositional)
    if !arguments.isEmpty { parts.append("ARGUMENTS\n" + Self.table(arguments.map { ("<\($0.name)>", describe($0)) })) }
    let options = properties.filter { !$0.isPositional }
    if !options.isEmpty { parts.append("OPTIONS\n" + Self.table(options.map { (Self.syntax($0), describe($0)) })) }
    parts.append("Options of every command: modelgates --help")
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var usage: String {
    let arguments = properties.filter(\.isPositional).map { property in
      let isList = if case .array = property.schema.unwrapped { true } else { false }
      let name = "<\(property.name)>" + (isList ? "..." : "")
      return property.isRequired ? name : "[\(name)]"
    }
    let options = properties.contains { !$0.isPositional } ? ["[options]"] : []
    return (["modelgates", operation.command.text] + arguments + options).joined(separator: " ")
  }

  private static func syntax(_ property: RecordSchema.Property) -> String {
    switch property.schema.unwrapped {
    case .boolean: "--\(property.flag)"
    case .enumeration(let values): "--\(property.flag) \(values.joined(separator: "|"))"
    case .integer, .number: "--\(property.flag) <number>"
    case .array: "--\(property.flag) <a,b,...>"
    default: "--\(property.flag) <\(property.name)>"
    }
  }

  private func describe(_ property: RecordSchema.Property) -> String {
    Self.describe(property, as: spelled(property.meaning))
  }

  private static func describe(_ property: RecordSchema.Property, as meaning: String) -> String {
    guard let value = property.defaultValue, value != false else { return meaning }
    return "\(meaning) Default: \(value.string ?? value.description)."
  }

  /// The options of a command that isn't an operation.
  public static func options(of schema: RecordSchema) -> String {
    table(
      schema.properties.filter { !$0.isPositional && !$0.isHidden }.map { (syntax($0), describe($0, as: $0.meaning)) })
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

  /// Two columns; a long left entry gets a line of its own.
  public static func table(_ rows: [(String, String)]) -> String {
    let width = min(28, rows.map { $0.0.count }.max() ?? 0)
    return rows.map { left, right in
      left.count > width
        ? "  \(left)\n  \(String(repeating: " ", count: width))  \(right)"
        : "  \(left)\(String(repeating: " ", count: width - left.count))  \(right)"
    }.joined(separator: "\n")
  }
}
