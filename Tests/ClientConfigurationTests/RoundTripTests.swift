import Testing

@testable import ClientConfiguration

/// Whatever settings people have: the entry goes in, a second time changes nothing, and out again every byte is as it was.
/// The same settings are made on every run; an issue names the seed of those that failed.
struct RoundTripTests {
  @Test(arguments: 0..<250 as Range<UInt64>)
  func settingsAreRestored(_ seed: UInt64) throws {
    for client in Client.allCases {
      var settings = RandomSettings(seed: seed, client: client)
      let before = Array(settings.text().utf8)
      let shown = String(reflecting: String(decoding: before, as: UTF8.self))
      let entry = ClientEntry(client: client, program: "/opt/model gates/modelgates")
      let installed = try #require(try entry.put(into: before), "\(client) \(seed): \(shown)")
      #expect(try entry.put(into: installed) == nil, "\(client) \(seed): \(shown)")
      #expect(
        try StoredEntry.find(of: client, in: installed, project: "/p")
          == StoredEntry(command: "/opt/model gates/modelgates", arguments: client.arguments),
        "\(client) \(seed): \(shown)")
      #expect(try entry.remove(from: installed) == .text(before), "\(client) \(seed): \(shown)")

      // A newer program, installed over it, goes as well.
      let renewed = try #require(try ClientEntry(client: client, program: "/new/modelgates").put(into: installed))
      #expect(try entry.remove(from: renewed) == .text(before), "\(client) \(seed): \(shown)")
    }
  }
}

/// Settings as people and programs write them: other servers, comments, an order and spacing of their own.
private struct RandomSettings: RandomNumberGenerator {
  private var state: UInt64
  private let client: Client
  private var lineEnd = "\n"
  private var unit = "  "

  init(seed: UInt64, client: Client) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
    self.client = client
  }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func text() -> String {
    lineEnd = pick(["\n", "\n", "\n", "\r\n"])
    unit = pick(["  ", "    ", "\t", " ", ""])
    let mark = chance(8) ? "\u{FEFF}" : ""
    return mark + (client == .codex ? toml() : json())
  }

  private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &self) == 0 }

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &self) ?? "" }

  // MARK: JSON with comments

  private mutating func json() -> String {
    if chance(12) { return space(0) + space(0) }
    let container = client == .vscode ? "servers" : "mcpServers"
    var members: [String] = []
    for name in ["inputs", "numStartups", "théme", "projects", "a/b", "// c"] where chance(2) {
      members.append("\"\(name)\"\(colon)\(value(1))")
    }
    if !chance(3) {
      var servers: [String] = []
      for name in ["github", "a.b", "Sentry", "modelgates2"] where chance(2) {
        servers.append("\"\(name)\"\(colon)\(object(3, ["\"command\"\(colon)\"x\"", "\"args\"\(colon)\(value(3))"]))")
      }
      members.append("\"\(container)\"\(colon)\(object(2, servers))")
    }
    members.shuffle(using: &self)
    return space(0) + object(1, members) + space(0)
  }

  private var colon: String { mutating get { pick([": ", ":", " : "]) } }

  private mutating func value(_ level: Int) -> String {
    switch Int.random(in: 0..<(level > 5 ? 5 : 7), using: &self) {
    case 0: pick(["true", "false", "null"])
    case 1: pick(["0", "-1.5e+3", "17"])
    case 2: pick(["\"\"", "\"}\"", "\"\\\"],{\"", "\"// no\"", "\"/* no */\"", "\"é\\u00e9\\\\\""])
    case 3: "[]"
    case 4: "{}"
    case 5: list(level, (0..<Int.random(in: 0..<4, using: &self)).map { _ in value(level + 1) }, "[", "]")
    default: object(level + 1, (0..<Int.random(in: 0..<3, using: &self)).map { "\"k\($0)\": \(value(level + 1))" })
    }
  }

  private mutating func object(_ level: Int, _ members: [String]) -> String { list(level, members, "{", "}") }

  private mutating func list(_ level: Int, _ items: [String], _ open: String, _ close: String) -> String {
    var text = open
    let isOnOneLine = chance(3)
    for (index, item) in items.enumerated() {
      text += isOnOneLine ? "" : (chance(3) ? space(level) : "") + lineEnd + String(repeating: unit, count: level)
      let isLast = index == items.count - 1
      text +=
        item + (chance(8) ? space(level) : "") + (isLast && !chance(4) ? "" : ",") + (isOnOneLine && !isLast ? " " : "")
    }
    if isOnOneLine { return text + (chance(4) ? space(level) : "") + close }
    return text + (chance(3) ? space(level) : "") + lineEnd + String(repeating: unit, count: max(level - 1, 0)) + close
  }

  private mutating func space(_ level: Int) -> String {
    let indentation = String(repeating: unit, count: level)
    return pick([
      "", "", " ", lineEnd, lineEnd + lineEnd, "\(lineEnd)\(indentation)// a, \"b\" {}\(lineEnd)", " // c\(lineEnd)",
      "/* d */",
      "\(indentation)/*\(lineEnd) e */\(lineEnd)",
    ])
  }

  // MARK: TOML

  private mutating func toml() -> String {
    var lines: [String] = [
      "model = \"o5\"", "'q' = '''\(lineEnd)[mcp_servers.modelgates]\(lineEnd)'''", "n = 0x1F # c",
    ].filter { _ in
      chance(2)
    }
    var tables = [
      "[mcp_servers.other]", "[mcp_servers.\"model gates\"]", "[mcp_servers.modelgates2]",
      "[projects.\"/home/me/a.b\"]", "[tui]",
      "[[hooks]]", "[[hooks]]", "[mcp_servers.other.env]",
    ].filter { _ in chance(2) }
    tables.shuffle(using: &self)
    for table in tables {
      lines.append(contentsOf: ["", "# \(table)", "  "].filter { _ in chance(3) })
      lines.append((chance(4) ? unit : "") + table + pick(["", "", " # c"]))
      let pairs = [
        "command = \"x\"", "args = [\(lineEnd)\(unit)\"a\", # [b]\(lineEnd)]", "t = { a.b = 1 }",
        "on=2026-11-21 10:00:00Z",
      ]
      lines.append(contentsOf: pairs.filter { _ in chance(2) })
    }
    lines.append(contentsOf: ["", "# end", " \t", ""].filter { _ in chance(3) })
    return lines.joined(separator: lineEnd) + (chance(3) ? "" : lineEnd)
  }
}
