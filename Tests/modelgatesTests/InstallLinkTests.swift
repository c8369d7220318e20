import Files
import JSON
import TestSupport
import Testing

/// A configuration that is a symbolic link is written where it leads, and stays a link; but no link leads out of a project.
@Suite(.timeLimit(.minutes(10)))
struct InstallLinkTests {
  private static let before = "{\n  \"mcpServers\": {\"a\": {}}\n}\n"

  @Test func linkStaysAndItsTargetIsWritten() async throws {
    let place = try Place()
    let (link, target) = (place.home / ".cursor/mcp.json", place.home / "dotfiles/cursor.json")
    try place.write(Self.before, to: target)
    try File.createDirectory(link.parent, mode: 0o700, intermediates: true)
    try File.createSymbolicLink(link, to: "../dotfiles/cursor.json")

    #expect(try await place.run("install --client cursor --dry-run").output.hasSuffix("mcp.json would be changed\n"))
    #expect(try File.read(target, limit: 1000) == Array(Self.before.utf8))
    #expect(try await place.run("install --client cursor").output.contains("mcp.json changed\n"))
    #expect(try File.target(ofLink: link) == "../dotfiles/cursor.json")
    #expect(String(decoding: try File.read(target, limit: 1000), as: UTF8.self).contains("\"modelgates\""))
    #expect(try await place.run("install --client cursor").output.hasSuffix("mcp.json unchanged\n"))
    #expect(try await place.run("uninstall --client cursor").output.hasSuffix("mcp.json changed\n"))
    #expect(try File.target(ofLink: link) == "../dotfiles/cursor.json")
    #expect(try File.read(target, limit: 1000) == Array(Self.before.utf8))
  }

  /// The folder of a client may be the link, and home and project may be reached by links themselves.
  @Test(arguments: ["user", "project"])
  func linkedFolderIsFollowed(_ scope: String) async throws {
    let place = try Place()
    let folder = scope == "user" ? place.home : place.project
    try File.createDirectory(folder / "dotfiles", mode: 0o700, intermediates: true)
    try File.createSymbolicLink(folder / ".codex", to: "dotfiles")
    let other = folder.parent / "other"
    try File.createSymbolicLink(other, to: folder)
    let run = try await place.run(
      ["install", "--client", "codex", "--scope", scope] + (scope == "project" ? ["--project", other.value] : []),
      scope == "user" ? ["HOME": other.value] : [:])
    #expect(run.status == .exited(0), "\(run)")
    #expect(try File.status(folder / "dotfiles/config.toml")?.kind == .regular)
    #expect(try await place.run("uninstall --client codex --scope \(scope)").output.hasSuffix("config.toml changed\n"))
    #expect(try File.read(folder / "dotfiles/config.toml", limit: 100) == [])
  }

  @Test func fileThatWasMadeBehindALinkKeepsItsLink() async throws {
    let place = try Place()
    let (link, target) = (place.home / ".claude.json", place.home / "dotfiles/claude.json")
    _ = try await place.run("install --client claude-code")
    let text = try File.read(link, limit: 1000)
    try File.remove(link)
    try place.write(String(decoding: text, as: UTF8.self), to: target)
    try File.createSymbolicLink(link, to: target)
    #expect(try await place.run("uninstall --client claude-code").output.hasSuffix(".claude.json changed\n"))
    #expect(try File.read(link, limit: 100) == Array("{}\n".utf8))
  }

  /// To another disk, as people keep their settings.
  @Test(arguments: ["file", "folder"])
  func linkOfAUserMayLeaveTheHome(_ kind: String) async throws {
    let place = try Place()
    let (link, outside) = (place.home / ".cursor/mcp.json", place.project / "elsewhere/cursor")
    try File.createDirectory(outside, mode: 0o700, intermediates: true)
    if kind == "file" {
      try place.write(Self.before, to: outside / "mcp.json")
      try File.createDirectory(link.parent, mode: 0o700, intermediates: true)
      try File.createSymbolicLink(link, to: outside / "mcp.json")
    } else {
      try File.createSymbolicLink(link.parent, to: outside)
    }
    let done = kind == "file" ? "changed" : "created"
    #expect(try await place.run("install --client cursor").output.contains("mcp.json \(done)\n"))
    let text = String(decoding: try File.read(outside / "mcp.json", limit: 1000), as: UTF8.self)
    #expect(text.contains("\"modelgates\""))
    #expect(try File.status(kind == "file" ? link : link.parent, followingLinks: false)?.kind == .symbolicLink)
    #expect(try await place.run("uninstall --client cursor").output.hasSuffix("mcp.json changed\n"))
    let left = String(decoding: try File.read(outside / "mcp.json", limit: 1000), as: UTF8.self)
    #expect(left == (kind == "file" ? Self.before : "{}\n"))
  }

  /// What a link may not lead to, what is said of it, and what can be typed next.
  @Test(arguments: [
    ("outside", "project"), ("folder outside", "project"), ("folder of all outside", "user"), ("nothing", "user"),
    ("loop", "user"), ("folder", "user"), ("writable by others", "user"),
  ])
  func linkIsRefusedInDryRunAndRealRunAlike(_ kind: String, _ scope: String) async throws {
    let place = try Place()
    let folder = scope == "user" ? place.home : place.project
    let outside = (scope == "user" ? place.project : place.home) / "elsewhere"
    let link = folder / ".cursor/mcp.json"
    try place.write(Self.before, to: outside / "mcp.json")
    if !kind.hasPrefix("folder of all"), kind != "folder outside" {
      try File.createDirectory(link.parent, mode: 0o700, intermediates: true)
    }
    let (words, hint): (String, String)
    switch kind {
    case "outside":
      try File.createSymbolicLink(link, to: outside / "mcp.json")
      words = "it leads out of \(folder), to \(outside)/mcp.json."
      hint = "modelgates install --client cursor --scope user"
    case "folder outside":
      try File.createSymbolicLink(link.parent, to: outside)
      words = "it leads out of \(folder), to \(outside)/mcp.json."
      hint = "modelgates install --client cursor --scope user"
    case "folder of all outside":
      try File.changeMode(of: outside, to: 0o777)
      try File.createSymbolicLink(link.parent, to: outside)
      words = "it leads into a folder that others can write, \(outside)."
      hint = "chmod go-w \(outside)"
    case "nothing":
      try File.createSymbolicLink(link, to: "../not/there.json")
      words = "nothing is where it leads, \(folder)/not/there.json."
      hint = "mkdir -p \(folder)/not && touch \(folder)/not/there.json"
    case "loop":
      try File.createSymbolicLink(link, to: "mcp.json")
      words = "its links have no end."
      hint = "ls -l \(link)"
    case "folder":
      try File.createSymbolicLink(link, to: ".")
      words = "it leads to what is no regular file, \(folder)/.cursor."
      hint = "modelgates install --client cursor --scope project"
    default:
      try File.replace(link.parent / "real", with: Array(Self.before.utf8), mode: 0o664, keepingStricterMode: false)
      try File.createSymbolicLink(link, to: "real")
      words = "it leads to a file that others can write, \(folder)/.cursor/real."
      hint = "chmod go-w \(folder)/.cursor/real"
    }
    let before = try place.files().map { [Array($0.source.utf8), $0.bytes] }
    for option in [" --dry-run", ""] {
      let run = try await place.run("install --client cursor --scope \(scope) --json\(option)")
      #expect(run.status == .exited(9))
      #expect(try run.json["error"]?["code"] == "unsafe_environment", "\(run)")
      #expect(
        try run.json["error"]?["message"]?.string
          == "\(link) is, or is reached by, a symbolic link that isn't followed: \(words)")
      #expect(try run.json["error"]?["hint"]?.string == hint)
    }
    #expect(try place.files().map { [Array($0.source.utf8), $0.bytes] } == before)
  }
}
