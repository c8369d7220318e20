public import JSON

/// A command line that can't be understood.
public struct UsageError: Error, Sendable, Equatable {
  public let message: String
  /// Whose help shows how it is done, as typed: `env --pull`.
  public let command: String?

  public init(_ message: String, command: String? = nil) {
    self.message = message
    self.command = command
  }
}

/// Turns a command's arguments and flags into the members of its input record, as its fields declare them.
public struct ArgumentReader {
  private let properties: [RecordSchema.Property]
  private let suggestions: [String]
  private var members = JSONObject()
  private var positionals: ArraySlice<RecordSchema.Property>

  /// - Parameters:
  ///   - common: switches that are known everywhere, and mean nothing to this command.
  ///   - suggestions: flags that stand for themselves elsewhere, and may have been meant by an unknown one.
  public static func read(
    _ arguments: [String], for schema: RecordSchema, ignoring common: [String] = [],
    suggesting suggestions: [String] = []
  ) throws(UsageError) -> JSONObject {
    var reader = ArgumentReader(schema, suggestions)
    try reader.read(arguments, common)
    return reader.members
  }

  private init(_ schema: RecordSchema, _ suggestions: [String]) {
    self.suggestions = suggestions
    properties = schema.properties
    positionals = schema.properties.filter(\.isPositional)[...]
  }

  private mutating func read(_ arguments: [String], _ common: [String]) throws(UsageError) {
    var rest = arguments[...]
    var flagsAreOver = false
    while let argument = rest.popFirst() {
      if argument == "--", !flagsAreOver {
        flagsAreOver = true
      } else if flagsAreOver || !argument.hasPrefix("-") || argument == "-" {
        try take(positional: argument)
      } else if !common.contains(argument) || properties.contains(where: { "--\($0.flag)" == argument }) {
        try take(flag: argument, &rest)
      }
    }
  }

  private mutating func take(positional argument: String) throws(UsageError) {
    guard let property = positionals.first else { throw UsageError("Unexpected argument \"\(argument.prefix(64))\".") }
    if case .array(let element) = property.schema.unwrapped {
      let earlier = members[property.name]?.array ?? []
      members[property.name] = .array(earlier + [try property.value(argument, as: element)])
    } else if property.takesWords {
      let earlier = members[property.name]?.string.map { "\($0) " } ?? ""
      members[property.name] = .string(earlier + argument)
    } else {
      members[property.name] = try property.value(argument, as: property.schema)
      positionals.removeFirst()
    }
  }

  private mutating func take(flag argument: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let property = properties.first(where: { !$0.isPositional && !$0.isHidden && "--\($0.flag)" == parts[0] })
    else {
      throw unknown(parts[0])
    }
    if case .boolean = property.schema.unwrapped {
      guard parts.count == 1 else { throw UsageError("\(parts[0]) takes no value.") }
      return members[property.name] = true
    }
    guard let text = parts.count == 2 ? parts[1] : rest.popFirst() else {
      throw UsageError("\(parts[0]) needs a value.")
    }
    if case .array(let element) = property.schema.unwrapped {
      var values = members[property.name]?.array ?? []
      for piece in text.split(separator: ",") { values.append(try property.value(String(piece), as: element)) }
      members[property.name] = .array(values)
    } else {
      guard members[property.name] == nil else { throw UsageError("\(parts[0]) is given twice.") }
      members[property.name] = try property.value(text, as: property.schema)
    }
  }

  private func unknown(_ flag: String) -> UsageError {
    if Double(flag) != nil { return UsageError("Nothing here is below zero: \(flag.prefix(64)).") }
    let known = properties.filter { !$0.isPositional && !$0.isHidden }.map { "--\($0.flag)" } + suggestions
    let hint = nearestName(to: flag, among: known).map { " Did you mean \($0)?" } ?? ""
    return UsageError("Unknown option \(flag.prefix(64)).\(hint)")
  }
}

extension RecordSchema.Property {
  /// The flag's name without its dashes.
  public var flag: String {
    for trait in traits { if case .flag(let name) = trait { return name } }
    return String(name.map { $0 == "_" ? "-" : $0 })
  }

  public var isPositional: Bool { traits.contains { if case .positional = $0 { true } else { false } } }
  var takesWords: Bool { traits.contains { if case .words = $0 { true } else { false } } }
  var isHidden: Bool { traits.contains { if case .hidden = $0 { true } else { false } } }
  var isForCommandLineOnly: Bool { traits.contains { if case .commandLineOnly = $0 { true } else { false } } }

  fileprivate func value(_ text: String, as schema: Schema) throws(UsageError) -> JSON {
    let place = isPositional ? name : "--\(flag)"
    switch schema.unwrapped {
    case .integer:
      guard let value = Int64(text) else {
        throw UsageError("\(place) takes a whole number, not \"\(text.prefix(64))\".")
      }
      return .integer(value)
    case .number:
      guard let value = Double(text), value.isFinite, let number = JSONNumber(value) else {
        throw UsageError("\(place) takes a number, not \"\(text.prefix(64))\".")
      }
      return Int64(exactly: value).map { .integer($0) } ?? .number(number)
    default:
      return .string(text)
    }
  }
}
