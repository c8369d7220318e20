import JSON

/// This server's entry as it stands in a client's configuration, whoever wrote it. Nothing in it is trusted.
public struct StoredEntry: Sendable, Equatable {
  /// The program; nil for a server that is reached over HTTP.
  public let command: String?
  public let arguments: [String]
  /// The variables that the program is started with, sorted by name.
  public let environment: [(name: String, value: String)]
  /// Where a server is that the client doesn't start.
  public let url: String?

  public init(
    command: String?, arguments: [String] = [], environment: [(name: String, value: String)] = [], url: String? = nil
  ) {
    self.command = command
    self.arguments = arguments
    self.environment = environment.sorted { $0.name < $1.name }
    self.url = url
  }

  /// Whether it starts this program, wherever that lies.
  public var isOwn: Bool { command.map { Self.isOwn($0, arguments) } ?? false }

  /// By the program's name, or, where its file has another one, by the arguments that we write. Others have a command `mcp` with
  /// commands of its own, as `docker mcp gateway run`.
  private static func isOwn(_ command: String, _ arguments: [String]) -> Bool {
    if command.split(separator: "/").last.map(String.init) == ClientEntry.name { return true }
    return arguments.first == "mcp" && arguments.dropFirst().first?.hasPrefix("-") != false
  }

  public static func == (left: StoredEntry, right: StoredEntry) -> Bool {
    left.command == right.command && left.arguments == right.arguments && left.url == right.url
      && left.environment.elementsEqual(right.environment) { $0 == $1 }
  }
}

extension StoredEntry {
  /// Finds the entry in a configuration's text; nil when there is none.
  /// - Parameter project: the folder whose own entries in a user's file of Claude Code go before those for all projects.
  /// - Throws: `ConfigurationError` for a file that the client couldn't read either, or an entry that isn't one.
  public static func find(
    of client: Client, in text: [UInt8], project: String
  ) throws(ConfigurationError) -> StoredEntry? {
    switch client {
    case .claudeCode:
      let document = JSONCDocument(bytes: text)
      let own = try document.entry(at: ["projects", project, "mcpServers", ClientEntry.name])
      if let own { return try StoredEntry(json: own) }
      return try StoredEntry(json: try document.entry(at: ["mcpServers", ClientEntry.name]))
    case .cursor, .vscode:
      let container = client == .vscode ? "servers" : "mcpServers"
      return try StoredEntry(json: try JSONCDocument(bytes: text).entry(at: [container, ClientEntry.name]))
    case .codex:
      return try StoredEntry(toml: text)
    }
  }

  init?(json: JSON?) throws(ConfigurationError) {
    guard let json else { return nil }
    guard let members = json.object else { throw Self.malformed("It isn't an object.") }
    let variables = members["env"]?.object
    var environment: [(name: String, value: String)] = []
    for (name, value) in variables ?? [:] {
      guard let text = value.string else { throw Self.malformed("A variable of it isn't text.") }
      environment.append((name, text))
    }
    let arguments = members["args"]?.array ?? []
    let texts = arguments.compactMap(\.string)
    guard texts.count == arguments.count else { throw Self.malformed("An argument of it isn't text.") }
    self.init(
      command: members["command"]?.string, arguments: texts, environment: environment, url: members["url"]?.string)
    guard command != nil || url != nil else { throw Self.malformed("It has neither a command nor an address.") }
  }

  init?(toml bytes: [UInt8]) throws(ConfigurationError) {
    let tree = try TOMLParser(bytes).tree
    let path = Self.path
    guard try tree.table(at: path, in: bytes) != nil else { return nil }
    func text(_ key: TOMLName) -> String? {
      guard case .string(let text)? = tree.value(at: path + [key]) else { return nil }
      return text
    }
    var arguments: [String] = []
    if let node = tree.node(at: path + ["args"]) {
      guard case .value(.strings(let texts)) = node.kind else { throw Self.malformed("An argument of it isn't text.") }
      arguments = texts
    }
    self.init(
      command: text("command"), arguments: arguments, environment: try tree.texts(at: path + ["env"], in: bytes),
      url: text("url"))
    guard command != nil || url != nil else { throw Self.malformed("It has neither a command nor an address.") }
  }

  private static let path: [TOMLName] = ["mcp_servers", TOMLName(Array(ClientEntry.name.utf8))]

  private static func malformed(_ what: String) -> ConfigurationError {
    ConfigurationError(.malformed, "The entry \(ClientEntry.name) can't be understood. \(what)")
  }
}

// MARK: - Whose it is

/// An address, a container or another program under our name is somebody's own, and may hold what is nowhere else: also when the
/// entry can't be understood as a whole. What names no server at all is nobody's.
extension StoredEntry {
  static func isForeign(json: JSON?) -> Bool {
    guard let members = json?.object, members["command"] != nil || members["url"] != nil else { return false }
    guard let command = members["command"]?.string else { return true }
    return !isOwn(command, members["args"]?.array?.map { $0.string ?? "" } ?? [])
  }

  /// - Throws: `ConfigurationError` for what isn't TOML, or has something else than a table in its place.
  static func isForeign(toml bytes: [UInt8]) throws(ConfigurationError) -> Bool {
    let tree = try TOMLParser(bytes).tree
    guard try tree.table(at: path, in: bytes) != nil,
      tree.node(at: path + ["command"]) != nil || tree.node(at: path + ["url"]) != nil
    else { return false }
    guard case .string(let command)? = tree.value(at: path + ["command"]) else { return true }
    guard case .strings(let arguments)? = tree.value(at: path + ["args"]) else { return !isOwn(command, []) }
    return !isOwn(command, arguments)
  }
}
