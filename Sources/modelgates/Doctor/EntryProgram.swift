import ClientConfiguration
import Files
import Operations

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What an entry would start, and whether that is ours to start.
///
/// A project's configuration comes with its clone, so it must not decide what runs: there only this very program is started.
/// The user's own configuration may name another program called modelgates that only the user, or root, can change. It is
/// started as a server and nothing else, with variables that don't decide what code runs.
struct EntryProgram {
  struct Start: Equatable {
    let path: String
    let arguments: [String]
    /// All that it is started with.
    let environment: [String]
    /// Whether only the PATH of who asks leads to it.
    let isFoundByUsersPath: Bool
  }

  enum Resolution: Equatable {
    case program(Start)
    case missing(String)
    /// Why, as it continues "since".
    case refused(String)
  }

  private let entry: StoredEntry
  private let scope: Client.Scope
  private let root: FilePath
  private let home: FilePath
  private let own: String?
  private let usersPath: String

  /// What clients that are started from a desktop have.
  private static let usualPath = "/usr/bin:/bin"
  private static let harmlessVariables: Set = [
    "HOME", "PATH", "LANG", "TZ", "TERM", "NO_COLOR", "CLAUDE_PROJECT_DIR", "SSL_CERT_FILE", "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
  ]

  /// - Parameters:
  ///   - own: this program's file.
  ///   - path: the PATH of who asks.
  init(_ entry: StoredEntry, _ scope: Client.Scope, root: FilePath, home: FilePath, own: String?, path: String) {
    self.entry = entry
    self.scope = scope
    self.root = root
    self.home = home
    self.own = own
    usersPath = path
  }

  func resolve() -> Resolution {
    if let variable = entry.environment.map(\.name).first(where: { !Self.isHarmless($0) }) {
      return .refused("it sets the variable \(variable.prefix(64))")
    }
    let arguments = entry.arguments.map(expanded)
    guard let command = entry.command.map(expanded), !command.isEmpty,
      !([command] + arguments).contains(where: \.isOpen)
    else { return .refused("it uses a variable that only the client knows") }
    guard let options = try? GlobalOptions(arguments), options.rest.first == "mcp", !options.has("--help") else {
      return .refused("it starts something else than modelgates mcp")
    }
    guard let (path, isFoundByUsersPath) = find(command) else { return .missing(command) }
    if let objection = objection(to: path) { return .refused(objection) }
    let hasPath = entry.environment.contains { $0.name == "PATH" }
    return .program(
      Start(
        path: path.value, arguments: arguments,
        environment: (hasPath ? [] : ["PATH=\(Self.usualPath)"]) + entry.environment.map { "\($0.name)=\($0.value)" },
        isFoundByUsersPath: isFoundByUsersPath))
  }

  /// Whether a variable decides nothing about what code runs.
  static func isHarmless(_ name: String) -> Bool {
    harmlessVariables.contains(name) || name.hasPrefix("MODELGATES_") || name.hasPrefix("LC_")
  }

  /// With the variables that clients put in.
  private func expanded(_ text: String) -> String {
    [
      ("${workspaceFolder}", root.value), ("${userHome}", home.value), ("${env:HOME}", home.value),
      ("${HOME}", home.value),
    ]
    .reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  /// The file, a command without a slash being looked for as the system would.
  private func find(_ command: String) -> (path: FilePath, isFoundByUsersPath: Bool)? {
    guard let path = try? FilePath(command) else { return nil }
    if command.contains("/") {
      return SearchPath.isProgram(path.absolute(in: root)) ? (path.absolute(in: root), false) : nil
    }
    let set = entry.environment.first { $0.name == "PATH" }?.value
    if let found = SearchPath(set ?? Self.usualPath).find(path) { return (found, false) }
    return set == nil ? SearchPath(usersPath).find(path).map { ($0, true) } : nil
  }

  private func objection(to path: FilePath) -> String? {
    guard let status = try? File.status(path) else { return "it can't be looked at" }
    let this = own.flatMap { try? FilePath($0) }.flatMap { try? File.status($0) }
    if this?.isSameFile(as: status) == true { return nil }
    guard scope == .user else { return "it is a file of the project that names another program, \(path)" }
    guard path.lastComponent == Product.name else {
      return "the program is called \(path.lastComponent ?? "something else")"
    }
    guard !path.components.starts(with: root.normalized.components) || root.components.isEmpty else {
      return "the program is in the project, \(path)"
    }
    guard [0, geteuid()].contains(status.owner), status.mode.rawValue & 0o022 == 0 else {
      return "others than you can change the program, \(path)"
    }
    return nil
  }
}

extension String {
  /// Whether a variable of a client's is left in it.
  fileprivate var isOpen: Bool { contains("${") || utf8.contains(0) }

  fileprivate func replacing(_ part: String, with replacement: String) -> String {
    var result = ""
    var rest = self[...]
    while let start = rest.indices.first(where: { rest[$0...].hasPrefix(part) }) {
      result += rest[..<start] + replacement
      rest = rest[start...].dropFirst(part.count)
    }
    return result + rest
  }
}
