import JSON

/// The entry that makes a client start this server: the program and its arguments, no secret, no environment.
public struct ClientEntry: Sendable, Equatable {
  /// What the server is called in every client.
  public static let name = "modelgates"

  let client: Client
  let program: String

  /// - Parameter program: absolute path of the executable, or a name that the client finds in its PATH.
  public init(client: Client, program: String) {
    self.client = client
    self.program = program
  }

  /// The file's new text, or nil when the entry is there already.
  /// - Parameter text: what the file has now; nil when there is none.
  /// - Throws: `ConfigurationError` for a file that the client couldn't read, or that is written in a form that isn't edited.
  public func put(into text: [UInt8]?) throws(ConfigurationError) -> [UInt8]? {
    let result: [UInt8]
    switch form {
    case .json(let container, let value):
      if let text {
        var document = JSONCDocument(bytes: text)
        let old = try document.entry(at: [container, Self.name])
        if StoredEntry.isForeign(json: old) { throw .foreign }
        try document.put(Self.renewed(old, as: value), named: Self.name, in: container)
        result = document.bytes
      } else {
        result = JSONCDocument.containing(value, named: Self.name, in: container).bytes
      }
    case .toml(let table, let pairs):
      if let text {
        if try StoredEntry.isForeign(toml: text) { throw .foreign }
        var document = TOMLDocument(bytes: text)
        try document.put(pairs, table: table)
        result = document.bytes
      } else {
        result = TOMLDocument.containing(pairs, table: table)
      }
    }
    return result == text ? nil : result
  }

  /// What `remove` leaves of a file.
  public enum Rest: Equatable, Sendable {
    case unchanged
    case text([UInt8])
    /// Nothing: the file has exactly the bytes that would be in a file made for this entry, and can go.
    case nothing
  }

  /// Takes the entry out again, however it was changed. Bytes that were there before are there again: the text itself shows
  /// whether the file, the object of servers or the empty line was made for the entry (``JSONCDocument``, ``TOMLDocument``).
  public func remove(from text: [UInt8]) throws(ConfigurationError) -> Rest {
    switch form {
    case .json(let container, _):
      var document = JSONCDocument(bytes: text)
      if StoredEntry.isForeign(json: try document.entry(at: [container, Self.name])) { throw .foreign }
      if try document.isMadeFor(Self.name, in: container) { return .nothing }
      return try document.remove(named: Self.name, from: container) ? .text(document.bytes) : .unchanged
    case .toml(let table, _):
      if try StoredEntry.isForeign(toml: text) { throw .foreign }
      var document = TOMLDocument(bytes: text)
      guard try document.remove(table: table) else { return .unchanged }
      return document.bytes.isEmpty && text.first == UInt8(ascii: "[") ? .nothing : .text(document.bytes)
    }
  }

  // MARK: -

  private enum Form {
    case json(container: String, JSON)
    case toml(table: [TOMLName], TOMLDocument.Pairs)
  }

  private var form: Form {
    var members: JSON {
      .object(["command": .string(program), "args": .array(client.arguments.map { .string($0) })])
    }
    var typedMembers: JSON {
      .object([
        "type": "stdio", "command": .string(program), "args": .array(client.arguments.map { .string($0) }),
      ])
    }
    switch client {
    case .claudeCode: return .json(container: "mcpServers", typedMembers)
    case .cursor: return .json(container: "mcpServers", members)
    case .vscode: return .json(container: "servers", typedMembers)
    case .codex:
      return .toml(
        table: ["mcp_servers", TOMLName(Array(Self.name.utf8))],
        [("command", .string(program)), ("args", .strings(client.arguments))])
    }
  }

  /// An entry of ours that is there starts this program from now on. What its user has added stays: a variable or `--read-only`.
  private static func renewed(_ old: JSON?, as new: JSON) -> JSON {
    guard var members = old?.object, members["command"] != nil, let own = new.object else { return new }
    for (name, value) in own { members[name] = name == "args" ? extended(members["args"], over: value) : value }
    return .object(members)
  }

  /// Arguments that are there stay when they start the same command; the project is added where none is named.
  private static func extended(_ old: JSON?, over new: JSON) -> JSON {
    guard let arguments = old?.array, let own = new.array, let command = own.first, arguments.first == command else {
      return new
    }
    let namesProject = arguments.contains { $0.string.map { $0 == "--project" || $0.hasPrefix("--project=") } ?? false }
    return .array(namesProject ? arguments : arguments + own.dropFirst())
  }
}
