import Files
import TestSupport
import Testing

/// Something that is wrong, what doctor says of it, and what is left when its remedies have been typed.
struct DoctorFault: Sendable, CustomTestStringConvertible {
  let name: String
  let check: String
  var verdict = "failure"
  /// What the remedy has in it.
  let remedy: String
  /// Whether `--fix` mends it.
  var isSafe = false
  /// What the editor of a remedy does to the file `$1`.
  var editor = "false"
  /// Whether the user's text is still read where it was.
  var keepsText = true
  /// Checks that aren't right yet when all remedies have been typed.
  var rest: [String] = []
  /// How many keys the env file then has.
  var keys = 1
  let plant: @Sendable (DoctorPlace) async throws -> Void
  var testDescription: String { name }
}

extension DoctorFault {
  static let all = permissions + git + environment + vaults + journal + skills + states + checkouts + settings

  private static let permissions: [DoctorFault] = [
    DoctorFault(
      name: "vault's folder is open to others", check: "permissions", remedy: "chmod 700 .projects/vault", isSafe: true
    ) { try File.changeMode(of: $0.project / ".projects/vault", to: 0o755) },
    DoctorFault(
      name: "vault is open to others", check: "permissions", remedy: "chmod 600 .projects/vault/vault.sealed",
      isSafe: true
    ) { try File.changeMode(of: $0.project / ".projects/vault/vault.sealed", to: 0o644) },
    DoctorFault(
      name: "user's key is open to others", check: "permissions", remedy: ".local/share/modelgates/key", isSafe: true
    ) { try File.changeMode(of: $0.home / ".local/share/modelgates/key", to: 0o640) },
    DoctorFault(name: "env file is open to others", check: "permissions", remedy: "chmod 600 .env", isSafe: true) {
      try File.changeMode(of: $0.place.environmentFile, to: 0o644)
    },
    DoctorFault(
      name: "others may write to .projects", check: "permissions", remedy: "chmod go-w .projects", isSafe: true
    ) {
      try File.changeMode(of: $0.project / ".projects", to: 0o777)
    },
    DoctorFault(
      name: "others may write to the user's data", check: "permissions", remedy: ".local/share/modelgates", isSafe: true
    ) { try File.changeMode(of: $0.home / ".local/share/modelgates", to: 0o777) },
    DoctorFault(
      name: "others may write to the journal", check: "permissions", remedy: "chmod go-w .projects/journal",
      isSafe: true
    ) { try File.changeMode(of: $0.project / ".projects/journal", to: 0o777) },
    DoctorFault(
      name: "a lock is a folder", check: "permissions",
      remedy: "mv .projects/vault/lock .projects/cache/vault-locks"
    ) {
      try await $0.shell(
        "rm -f .projects/lock .projects/vault/lock && mkdir -m 700 .projects/lock && mkfifo -m 600 .projects/vault/lock"
      )
    },
    DoctorFault(
      name: "assistants may read the env file", check: "permissions", verdict: "warning",
      remedy: "modelgates init --skip-skills", isSafe: true
    ) { try File.remove($0.project / ".cursorignore") },
    DoctorFault(
      name: ".cursorignore is a link", check: "permissions", verdict: "warning",
      remedy: "cp -p .cursorignore .cursorignore.old && mv .cursorignore.old .cursorignore && modelgates init"
    ) { try await $0.shell("mv .cursorignore RULES && ln -s RULES .cursorignore") },
  ]

  private static let git: [DoctorFault] = [
    DoctorFault(
      name: "git would commit the env file", check: "git",
      remedy: "printf '%s\\n' '' .env .projects/vault .projects/journal >> .gitignore", isSafe: true
    ) { try $0.write("node_modules", to: $0.project / ".gitignore", mode: 0o644) },
    DoctorFault(
      name: "git is told to take the env file", check: "git", remedy: "printf '%s\\n' '' .env >> .gitignore",
      isSafe: true
    ) { try $0.edit($0.project / ".gitignore") { $0 + "!.env\n" } },
    DoctorFault(
      name: ".gitignore is a link", check: "git",
      remedy: "cp -p .gitignore .gitignore.old && mv .gitignore.old .gitignore && printf"
    ) { try await $0.shell("mv .gitignore RULES && ln -s RULES .gitignore") },
    DoctorFault(
      name: ".gitignore is a link to elsewhere", check: "git", remedy: "mv .gitignore .gitignore.old && printf"
    ) { try await $0.shell("mv .gitignore ../rules && ln -s ../rules .gitignore") },
    DoctorFault(
      name: "git has the env file", check: "git",
      remedy: "git -C . rm -q --cached -- .env && modelgates rotate modelgates-api --yes"
    ) { try await $0.git("add", "-f", ".env") },
    DoctorFault(
      name: "git has the vault", check: "git", remedy: "git -C . rm -q --cached -- .projects/vault/vault.sealed"
    ) { try await $0.git("add", "-f", ".projects/vault/vault.sealed") },
  ]

  private static let environment: [DoctorFault] = [
    DoctorFault(name: "env file has another key", check: "env", remedy: "modelgates env --pull") {
      try $0.edit($0.place.environmentFile) {
        $0.split(separator: "\n", omittingEmptySubsequences: false)
          .map { $0.hasPrefix("MODELGATES_API_KEY=") ? "MODELGATES_API_KEY=sk-other" : $0 }.joined(separator: "\n")
      }
    },
    DoctorFault(name: "env file is gone", check: "env", remedy: "modelgates env --pull", isSafe: true) {
      try File.remove($0.place.environmentFile)
    },
    DoctorFault(
      name: "env file is a link", check: "env",
      remedy: "cp -p .env .env.old && mv .env.old .env && modelgates env --pull"
    ) {
      try await $0.shell("echo 'OWN=value' >> .env")
      try await $0.move($0.place.environmentFile, to: $0.home / "env")
      try File.createSymbolicLink($0.place.environmentFile, to: $0.home / "env")
    },
    DoctorFault(
      name: "env file is a link to nowhere", check: "env", remedy: "mv .env .env.old && modelgates env --pull"
    ) { try await $0.shell("rm .env && ln -s nowhere .env") },
    DoctorFault(name: "file of another environment is a folder", check: "env", remedy: "mv .dev.vars .dev.vars.old") {
      _ = try await $0.place.run("env create worker --output .dev.vars")
      _ = try await $0.place.run("env use default")
      try await $0.shell("mkdir -m 700 .dev.vars")
    },
    DoctorFault(name: "env file is a folder", check: "env", remedy: "mv .env .env.old && modelgates env --pull") {
      try File.remove($0.place.environmentFile)
      try File.createDirectory($0.place.environmentFile, mode: 0o700, intermediates: false)
    },
    DoctorFault(name: "env file is a pipe", check: "env", remedy: "mv .env .env.old && modelgates env --pull") {
      try File.remove($0.place.environmentFile)
      try await $0.shell("mkfifo -m 600 .env")
    },
    DoctorFault(
      name: "env file is elsewhere", check: "env", remedy: "${EDITOR:-vi} .projects/state.json",
      editor: "cp ../state.json \"$1\""
    ) {
      try await $0.shell("cp .projects/state.json ../state.json")
      try $0.edit($0.project / ".projects/state.json") { $0.replacingFirst("\".env\"", with: "\"../.env\"") }
    },
    DoctorFault(
      name: "env file is behind a link", check: "env", remedy: "modelgates env create local && modelgates env --pull",
      // The other environment's file is still there.
      rest: ["env"]
    ) {
      try File.createDirectory($0.home / "apps", mode: 0o700, intermediates: false)
      try File.createSymbolicLink($0.project / "apps", to: $0.home / "apps")
      try $0.edit($0.project / ".projects/state.json") { $0.replacingFirst("\".env\"", with: "\"apps/.env\"") }
    },
  ]

  private static let vaults: [DoctorFault] = [
    DoctorFault(
      name: "vault has another byte", check: "vault",
      remedy:
        "mv .projects/vault/vault.sealed .projects/vault/vault.sealed.old && modelgates rotate modelgates-api --yes"
    ) { try $0.flip($0.project / ".projects/vault/vault.sealed") },
    DoctorFault(name: "vault is gone", check: "vault", remedy: "modelgates rotate modelgates-api --yes") {
      try File.remove($0.project / ".projects/vault/vault.sealed")
    },
    DoctorFault(name: "vault is no folder", check: "vault", remedy: "mv .projects/vault .projects/vault.old") {
      try await $0.shell("rm -r .projects/vault && touch .projects/vault && chmod 600 .projects/vault")
    },
    DoctorFault(name: "vault is a link", check: "vault", remedy: "mv .projects/vault .projects/vault.old") {
      try await $0.shell("mv .projects/vault ../vault && ln -s ../../vault .projects/vault")
    },
    DoctorFault(name: "user's vault has another byte", check: "vault", remedy: "modelgates link modelgates") {
      try $0.flip($0.home / ".local/share/modelgates/accounts/vault.sealed")
    },
    DoctorFault(name: "user's key is gone", check: "vault", remedy: "modelgates rotate modelgates-api --yes") {
      try File.remove($0.home / ".local/share/modelgates/key")
    },
    DoctorFault(name: "user's key is nonsense", check: "vault", remedy: ".local/share/modelgates/key.old") {
      try $0.write("nonsense\n", to: $0.home / ".local/share/modelgates/key")
    },
    DoctorFault(name: "user's key is another", check: "vault", remedy: "modelgates rotate modelgates-api --yes") {
      try $0.write(String(repeating: "A", count: 43) + "\n", to: $0.home / ".local/share/modelgates/key")
    },
    DoctorFault(name: "vault is an old copy", check: "vault", remedy: "modelgates rotate modelgates-api --yes") {
      let file = $0.project / ".projects/vault/vault.sealed"
      let old = try $0.read(file)
      _ = try await $0.place.run("rotate --yes")
      try File.replace(file, with: old, mode: 0o600, keepingStricterMode: false)
    },
    DoctorFault(name: "what was remembered is nonsense", check: "vault", remedy: "generations.old") {
      for name in try File.list($0.home / ".local/state/modelgates/generations", limit: 10) where name != "lock" {
        try $0.write("x", to: $0.home / ".local/state/modelgates/generations" / (try FilePath(name)))
      }
    },
  ]

  static let entry = #"""
    {"version":1,"operation_id":"op_01arz3ndektsv4rrffq69g5fav","kind":"add","step":"mint","references":[
    {"name":"resource","value":"second"},{"name":"provider","value":"modelgates"},{"name":"service","value":"api"},
    {"name":"plan","value":"free"},{"name":"issuer","value":"account"},{"name":"gateway","value":"sandbox"}],
    "started_at":"2025-01-01T00:00:00Z","updated_at":"2025-01-01T00:00:00Z"}
    """#

  private static let journal: [DoctorFault] = [
    DoctorFault(name: "an operation was interrupted", check: "journal", remedy: "modelgates env --pull", isSafe: true) {
      try $0.write(entry, to: $0.project / ".projects/journal/op_01arz3ndektsv4rrffq69g5fav.json")
    },
    DoctorFault(
      name: "journal has nonsense", check: "journal", verdict: "warning",
      remedy: "mv .projects/journal/op_01arz3ndektsv4rrffq69g5fav.json .projects/cache/journal"
    ) { try $0.write("{", to: $0.project / ".projects/journal/op_01arz3ndektsv4rrffq69g5fav.json") },
    DoctorFault(
      name: "journal has what isn't its", check: "journal", verdict: "warning",
      remedy: "mv '.projects/journal/a file' .projects/cache/journal"
    ) { try $0.write("{", to: $0.project / ".projects/journal/a file") },
    DoctorFault(name: "journal is no folder", check: "journal", remedy: "mv .projects/journal .projects/cache/journal")
    {
      try await $0.shell("rm -rf .projects/journal && touch .projects/journal")
    },
  ]

  private static let settings: [DoctorFault] = [
    DoctorFault(
      name: "sandbox is damaged", check: "gateway",
      remedy: "state.json.old && modelgates unlink modelgates --yes && modelgates rotate modelgates-api --yes"
    ) { try $0.write("{", to: $0.home / ".local/state/modelgates/sandbox/state.json") },
    DoctorFault(
      name: "user's configuration is malformed", check: "settings", remedy: "config.json", editor: "echo '{}' > \"$1\""
    ) { try $0.write("{\"gatway\": 1}", to: $0.home / ".config/modelgates/config.json") },
  ]
}
