public import JSON

/// What a command says of itself, be it an operation or not: help, completions and the manual are made of this.
public struct CommandDeclaration: Sendable {
  public let command: Command
  /// For people, in a few words; nil where the summary does.
  public let title: String?
  public let summary: String
  /// Its arguments and options, made by reflection when asked for.
  public let input: @Sendable () -> RecordSchema

  public init(_ command: Command, title: String? = nil, summary: String, input: @escaping @Sendable () -> RecordSchema)
  {
    self.command = command
    self.title = title
    self.summary = summary
    self.input = input
  }

  /// The summary's first clause, for lists of commands.
  public var brief: String {
    let ends = [". ", ": ", "; "]
    let starts = summary.indices.filter { index in ends.contains { summary[index...].hasPrefix($0) } }
    return starts.first.map { String(summary[..<$0]) + "." } ?? summary
  }

  var arguments: [RecordSchema.Property] { input().properties.filter { $0.isPositional && !$0.isHidden } }
  var options: [RecordSchema.Property] { input().properties.filter { !$0.isPositional && !$0.isHidden } }

  /// `modelgates add <service> [options]`
  var usage: String {
    let arguments = arguments.map { property in
      let isList = if case .array = property.schema.unwrapped { true } else { false }
      let name = property.argumentSyntax + (isList ? "..." : "")
      return property.isRequired ? name : "[\(name)]"
    }
    let needed = options.filter(\.isRequired).map(\.optionSyntax)
    let others = options.contains { !$0.isRequired } ? ["[options]"] : []
    return ([Product.name, command.text] + needed + arguments + others).joined(separator: " ")
  }
}

extension AnyOperation {
  public var declaration: CommandDeclaration {
    CommandDeclaration(command, title: title, summary: summary, input: input)
  }
}

extension RecordSchema.Property {
  /// An argument as usage shows it: `<service>`, or what can be chosen.
  var argumentSyntax: String {
    if case .enumeration(let values) = schema.unwrapped { "<\(values.joined(separator: "|"))>" } else { "<\(name)>" }
  }

  /// An option as help shows it: `--plan free|pay-as-you-go`.
  var optionSyntax: String {
    switch schema.unwrapped {
    case .boolean: "--\(flag)"
    case .enumeration(let values): "--\(flag) \(values.joined(separator: "|"))"
    case .integer, .number: "--\(flag) <number>"
    case .array: "--\(flag) <a,b,...>"
    default: "--\(flag) <\(kind?.name ?? name.shortName)>"
    }
  }

  /// What its value names, if that is known.
  var kind: NamedThing? {
    for trait in traits { if case .naming(let thing) = trait { return thing } }
    return nil
  }

  /// What help says of it.
  var help: String {
    guard let value = defaultValue, value != false else { return meaning }
    return "\(meaning) Default: \(value.string ?? value.description)."
  }
}

extension String {
  /// `management_key_file` as a placeholder: `management-key-file`.
  fileprivate var shortName: String { String(map { $0 == "_" ? "-" : $0 }) }
}
