import JSON
import MCP
import Operations

/// The options of a server about which tools it offers.
struct ToolSelection: Record {
  @Field("Offer only what changes nothing.") var readOnly: Bool = false
  @Field("Offer only these tools.", [.naming(.tool)]) var tools: [String]?

  init() {}

  /// - Throws: `UsageError` for what isn't an option of a server.
  init(_ arguments: [String], _ environment: [String: String], of command: String) throws(UsageError) {
    self.init()
    // A start without options, which is nearly every one, needs no look at the declaration.
    if !arguments.isEmpty { self = try ToolSelection(options: arguments, of: command) }
    try complete(from: environment, of: command)
  }

  /// From options that a command has read together with others.
  init(
    readOnly: Bool, tools: [String]?, _ environment: [String: String], of command: String
  ) throws(UsageError) {
    self.init()
    self.readOnly = readOnly
    self.tools = tools
    try complete(from: environment, of: command)
  }

  private mutating func complete(from environment: [String: String], of command: String) throws(UsageError) {
    if try Self.isSet(.readOnly, in: environment, command) { readOnly = true }
    var source = "--tools"
    if tools == nil, let names = environment[.tools] {
      tools = names.split(separator: ",").map(String.init)
      source = EnvironmentVariable.tools.rawValue
    }
    tools = tools.map { $0.map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) } }
    if tools?.isEmpty == true { throw UsageError("\(source) names no tool.", command: command) }
  }

  /// What isn't clearly a no must not be taken for one: it is the user's protection.
  private static func isSet(
    _ variable: EnvironmentVariable, in environment: [String: String], _ command: String
  ) throws(UsageError) -> Bool {
    switch environment[variable]?.lowercased() {
    case nil, "0", "false", "no", "off": return false
    case "1", "true", "yes", "on": return true
    case let text?:
      throw UsageError("\(variable.rawValue) is 1 or 0, not \"\(text.prefix(64))\".", command: command)
    }
  }

  /// - Throws: `UsageError` for a tool that there isn't.
  func select(from all: [AnyOperation], for command: String) throws(UsageError) -> [AnyOperation] {
    for name in tools ?? [] where !all.contains(where: { $0.name == name }) {
      let hint = nearestName(to: name, among: all.map(\.name)).map { " Did you mean \"\($0)\"?" } ?? ""
      throw UsageError("There is no tool \"\(name.prefix(64))\".\(hint)", command: command)
    }
    return all.filter { operation in
      (!readOnly || operation.effect.annotations.readOnly) && (tools?.contains(operation.name) ?? true)
    }
  }
}
