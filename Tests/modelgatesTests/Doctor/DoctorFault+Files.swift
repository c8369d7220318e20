import Files
import TestSupport
import Testing

/// What may be wrong with skill files and with the state.
extension DoctorFault {
  static let skills: [DoctorFault] = [
    DoctorFault(name: "skill file is missing", check: "skills", remedy: "modelgates skills", isSafe: true) {
      try File.remove($0.project / ".agents/skills/modelgates/SKILL.md")
    },
    DoctorFault(
      name: "skill file was edited", check: "skills", verdict: "warning",
      remedy: "mv .cursor/rules/modelgates.mdc .cursor/rules/modelgates.mdc.old && modelgates skills"
    ) { try $0.edit($0.project / ".cursor/rules/modelgates.mdc") { "mine\n" + $0 } },
    DoctorFault(
      name: "block was edited", check: "skills", verdict: "warning", remedy: "cp -p AGENTS.md AGENTS.md.old && sed "
    ) { try $0.edit($0.project / "AGENTS.md") { $0.replacingFirst("## ModelGates", with: "## Mine") + "\nMY OWN\n" } },
    DoctorFault(
      name: "block has no end", check: "skills", verdict: "warning", remedy: "cp -p CLAUDE.md CLAUDE.md.old && sed "
    ) {
      try $0.edit($0.project / "CLAUDE.md") { $0.replacingFirst("managed:end", with: "managed:ending") + "\nMY OWN\n" }
    },
    DoctorFault(
      name: "AGENTS.md is a link in the project", check: "skills", verdict: "warning",
      remedy: "cp -p AGENTS.md AGENTS.md.old && mv AGENTS.md.old AGENTS.md && modelgates skills"
    ) { try await $0.shell("echo 'MY OWN' > TEXT.md && rm AGENTS.md && ln -s TEXT.md AGENTS.md") },
    DoctorFault(
      name: "AGENTS.md is a link to elsewhere", check: "skills", verdict: "warning",
      remedy: "mv AGENTS.md AGENTS.md.old && modelgates skills", keepsText: false
    ) { try await $0.shell("echo 'MY OWN' > ../TEXT.md && rm AGENTS.md && ln -s ../TEXT.md AGENTS.md") },
    DoctorFault(
      name: "AGENTS.md is in another encoding", check: "skills", verdict: "warning", remedy: "${EDITOR:-vi} AGENTS.md",
      editor: "echo 'MY OWN' > \"$1\""
    ) { try $0.write("\0A\0B", to: $0.project / "AGENTS.md", mode: 0o644) },
    DoctorFault(
      name: ".claude is a link in the project", check: "skills", verdict: "warning",
      remedy: "cp -R .claude/. .claude.old && rm .claude && mv .claude.old .claude && modelgates skills"
    ) {
      try await $0.shell(
        "mkdir dot && mv .claude dot/claude && echo mine > dot/claude/settings.json && ln -s dot/claude .claude")
    },
    DoctorFault(
      name: ".claude is a link to elsewhere", check: "skills", verdict: "warning",
      remedy: "mv .claude .claude.old && modelgates skills"
    ) { try await $0.shell("mv .claude ../claude && ln -s ../claude .claude") },
    DoctorFault(
      name: ".cursor is no folder", check: "skills", verdict: "warning",
      remedy: "mv .cursor .cursor.old && modelgates skills"
    ) { try await $0.shell("rm -r .cursor && touch .cursor") },
  ]

  private static func commit(_ place: DoctorPlace) async throws {
    try await place.git("add", ".projects/state.json")
    try await place.git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "state")
  }

  static let states: [DoctorFault] = [
    DoctorFault(
      name: "state is damaged", check: "project", remedy: "git -C . checkout HEAD -- .projects/state.json"
    ) {
      try await commit($0)
      try $0.write("{", to: $0.project / ".projects/state.json", mode: 0o644)
    },
    DoctorFault(
      name: "state is gone", check: "project", remedy: "git -C . checkout HEAD -- .projects/state.json"
    ) {
      try await commit($0)
      try File.remove($0.project / ".projects/state.json")
    },
    DoctorFault(
      name: "state is damaged, and nowhere else", check: "project",
      remedy: "mv .projects/state.json .projects/state.json.old"
    ) { try $0.write("{", to: $0.project / ".projects/state.json", mode: 0o644) },
    DoctorFault(
      name: "state is gone, and nowhere else", check: "project", remedy: "modelgates add modelgates/api"
    ) { try File.remove($0.project / ".projects/state.json") },
    DoctorFault(
      name: "all but the env file is gone", check: "project", remedy: "cp -p .env .env.old && sed "
    ) { try await $0.shell("rm -r .projects && printf '%s\\n' '' 'OWN=value' >> .env") },
    DoctorFault(
      name: "state is a link", check: "project", remedy: "mv .projects/state.json .projects/state.json.old"
    ) { try await $0.shell("mv .projects/state.json ../state.json && ln -s ../../state.json .projects/state.json") },
    DoctorFault(
      name: ".projects is no folder", check: "project", remedy: "mv .projects .projects.old && modelgates init"
    ) { try await $0.shell("rm -r .projects .env && touch .projects") },
    DoctorFault(
      name: "state has marks of a merge", check: "project", remedy: "${EDITOR:-vi} .projects/state.json",
      editor: "cp ../state.json \"$1\""
    ) {
      try await $0.shell("cp .projects/state.json ../state.json")
      try $0.edit($0.project / ".projects/state.json") { "<<<<<<< HEAD\n" + $0 }
    },
    DoctorFault(
      name: "state is of a later version", check: "project", remedy: "modelgates version", rest: ["project"]
    ) {
      try $0.edit($0.project / ".projects/state.json") { $0.replacingFirst("\"version\": 1", with: "\"version\": 99") }
    },
  ]
}

/// The state comes from version control, and the keys stay as they are.
extension DoctorFault {
  /// - Parameter change: Makes a state that is taken back then.
  private static func takingBack(_ change: String, committing: Bool = false, _ place: DoctorPlace) async throws {
    let old = try place.read(place.project / ".projects/state.json")
    let run = try await place.place.run(change)
    #expect(run.status == .exited(0), "\(run)")
    if committing { try await commit(place) }
    try File.replace(place.project / ".projects/state.json", with: old, mode: 0o644, keepingStricterMode: false)
  }

  static let checkouts: [DoctorFault] = [
    DoctorFault(
      name: "state doesn't know a service", check: "project", verdict: "warning",
      remedy: "/^CHAT_TYPE=/d' .env.old > .env && modelgates add modelgates/api --name chat", keys: 2
    ) { try await takingBack("add modelgates/api --name chat", $0) },
    DoctorFault(
      name: "state doesn't know a service, and git does", check: "project", verdict: "warning",
      remedy: "git -C . checkout HEAD -- .projects/state.json", keys: 2
    ) { try await takingBack("add modelgates/api --name chat", committing: true, $0) },
    DoctorFault(
      name: "state names another key", check: "project", verdict: "warning",
      remedy: "modelgates rotate modelgates-api --yes", rest: ["journal"]
    ) { try await takingBack("rotate --yes", $0) },
    DoctorFault(
      name: "state names another key, and git this one", check: "project", verdict: "warning",
      remedy: "git -C . checkout HEAD -- .projects/state.json"
    ) { try await takingBack("rotate --yes", committing: true, $0) },
  ]
}

extension DoctorPlace {
  func flip(_ path: FilePath) throws {
    var bytes = try read(path)
    bytes[bytes.count - 1] ^= 1
    try File.replace(path, with: bytes, mode: 0o600, keepingStricterMode: false)
  }

  /// A command in the project's folder that is to succeed.
  func shell(_ command: String) async throws {
    let process = try ChildProcess("/bin/sh", ["-c", "cd \"$0\" && \(command)", project.value])
    let end = try await process.use { await process.end() }
    guard end == .exited(0) else { throw EndOfResponse(heard: command) }
  }

  func move(_ path: FilePath, to other: FilePath) async throws {
    try await shell("mv '\(path.value)' '\(other.value)'")
  }
}

extension String {
  func replacingFirst(_ part: String, with other: String) -> String {
    guard let start = indices.first(where: { self[$0...].hasPrefix(part) }) else { return self }
    return self[..<start] + other + self[start...].dropFirst(part.count)
  }
}
