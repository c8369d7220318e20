import JSON

@testable import ClientConfiguration

extension FuzzTarget {
  /// An entry that was put in once is there, needn't be put again, and leaves no trace when it is taken out.
  static let clientJSON = FuzzTarget(name: "client-json") { bytes in
    for client in [Client.claudeCode, .vscode] {
      try checkEntry(of: client, in: bytes)
      try checkOthersStay(client, in: bytes)
    }
  }

  /// The same for settings in TOML.
  static let clientTOML = FuzzTarget(name: "client-toml") { bytes in try checkEntry(of: .codex, in: bytes) }

  private static let program = "/opt/model gates/\"é\"/modelgates"

  private static func checkEntry(of client: Client, in bytes: [UInt8]) throws {
    let entry = ClientEntry(client: client, program: program)
    let before = Lookup(of: client, in: bytes)
    let rest: ClientEntry.Rest?
    do throws(ConfigurationError) { rest = try entry.remove(from: bytes) } catch { rest = nil }
    let text: [UInt8]
    do throws(ConfigurationError) { text = try entry.put(into: bytes) ?? bytes } catch { return }
    try require(try entry.put(into: text) == nil, "put twice: \(String(decoding: text, as: UTF8.self))")
    if before != .unreadable {
      let after = Lookup(of: client, in: text)
      try require(after == .found(command: program), "\(after) in \(String(decoding: text, as: UTF8.self))")
    }
    let left = try entry.remove(from: text)
    if before == .missing, rest == .unchanged {
      try require(left == .text(bytes), "left \(left) of \(String(decoding: text, as: UTF8.self))")
    }
    if case .text(let left) = left {
      try require(try entry.remove(from: left) == .unchanged, "removed twice: \(String(decoding: left, as: UTF8.self))")
    }
  }

  /// What a client would find.
  private enum Lookup: Equatable {
    case missing
    case found(command: String?)
    case unreadable

    init(of client: Client, in bytes: [UInt8]) {
      do throws(ConfigurationError) {
        // A project that isn't in the file's own list of projects, where there is no room for its name.
        let project = String(repeating: "x", count: bytes.count)
        let entry = try StoredEntry.find(of: client, in: bytes, project: project)
        self = entry.map { .found(command: $0.command) } ?? .missing
      } catch {
        self = .unreadable
      }
    }
  }

  /// What a strict reader finds beside the entry is the same as before.
  private static func checkOthersStay(_ client: Client, in bytes: [UInt8]) throws {
    guard let before = strictly(bytes), let text = try? ClientEntry(client: client, program: program).put(into: bytes)
    else { return }
    guard let after = strictly(text) else { throw Finding(description: "no JSON any more: \(text)") }
    let container = client == .vscode ? "servers" : "mcpServers"
    try require(others(before, container) == others(after, container), "others changed: \(before) \(after)")
  }

  private static func others(_ value: JSON, _ container: String) -> JSON {
    guard var members = value.object else { return value }
    var entries = members[container]?.object ?? JSONObject()
    entries[ClientEntry.name] = nil
    members[container] = nil
    return [.object(members), .object(entries)]
  }

  private static func strictly(_ bytes: [UInt8]) -> JSON? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let text = try? JSONCScanner(bytes: bytes).withoutComments(start..<bytes.count) else { return nil }
    return try? JSON(parsing: text, limits: JSONLimits(depth: 64, bytes: 1 << 20))
  }
}
