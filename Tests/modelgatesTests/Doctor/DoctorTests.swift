import Files
import JSON
import TestSupport
import Testing

/// Faults in a project's files: each is found, its remedy is named, and what is safe is mended.
@Suite(.timeLimit(.minutes(10)))
struct DoctorTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let check: String
    var verdict = "failure"
    let remedy: String
    /// Whether `--fix` mends it.
    let isSafe: Bool
    let plant: @Sendable (DoctorPlace) async throws -> Void
    var testDescription: String { name }
  }

  private static let entry = #"""
    {"version":1,"operation_id":"op_01arz3ndektsv4rrffq69g5fav","kind":"add","step":"mint","references":[
    {"name":"resource","value":"second"},{"name":"provider","value":"modelgates"},{"name":"service","value":"api"},
    {"name":"plan","value":"free"},{"name":"issuer","value":"account"},{"name":"gateway","value":"sandbox"}],
    "started_at":"2025-01-01T00:00:00Z","updated_at":"2025-01-01T00:00:00Z"}
    """#

  static let faults: [Fault] = [
    Fault(
      name: "vault's folder is open to others", check: "permissions", remedy: "chmod 700 .projects/vault", isSafe: true
    ) { try File.changeMode(of: $0.project / ".projects/vault", to: 0o755) },
    Fault(
      name: "vault is open to others", check: "permissions", remedy: "chmod 600 .projects/vault/vault.sealed",
      isSafe: true
    ) { try File.changeMode(of: $0.project / ".projects/vault/vault.sealed", to: 0o644) },
    Fault(
      name: "user's key is open to others", check: "permissions", remedy: ".local/share/modelgates/key", isSafe: true
    ) { try File.changeMode(of: $0.home / ".local/share/modelgates/key", to: 0o640) },
    Fault(name: "env file is open to others", check: "permissions", remedy: "chmod 600 .env", isSafe: true) {
      try File.changeMode(of: $0.place.environmentFile, to: 0o644)
    },
    Fault(
      name: "git would commit the env file", check: "git",
      remedy: "printf '%s\\n' .env .projects/vault .projects/journal >> .gitignore", isSafe: true
    ) {
      try $0.write("node_modules\n", to: $0.project / ".gitignore", mode: 0o644)
    },
    Fault(
      name: "git has the env file", check: "git", remedy: "git rm --cached .env && modelgates rotate", isSafe: false
    ) { try await $0.git("add", "-f", ".env") },
    Fault(name: "env file has another key", check: "env", remedy: "modelgates env --pull", isSafe: false) {
      try $0.edit($0.place.environmentFile) {
        $0.split(separator: "\n", omittingEmptySubsequences: false)
          .map { $0.hasPrefix("MODELGATES_API_KEY=") ? "MODELGATES_API_KEY=sk-other" : $0 }.joined(separator: "\n")
      }
    },
    Fault(name: "env file is gone", check: "env", remedy: "modelgates env --pull", isSafe: true) {
      try File.remove($0.place.environmentFile)
    },
    Fault(
      name: "vault has another byte", check: "vault",
      remedy: "mv .projects/vault .projects/vault.damaged && modelgates rotate modelgates-api", isSafe: false
    ) {
      let path = $0.project / ".projects/vault/vault.sealed"
      var bytes = try $0.read(path)
      bytes[bytes.count - 1] ^= 1
      try File.replace(path, with: bytes, mode: 0o600, keepingStricterMode: false)
    },
    Fault(name: "vault is gone", check: "vault", remedy: "modelgates rotate modelgates-api", isSafe: false) {
      try File.remove($0.project / ".projects/vault/vault.sealed")
    },
    Fault(
      name: "user's key is gone", check: "vault", remedy: "mv .projects/vault .projects/vault.damaged", isSafe: false
    ) { try File.remove($0.home / ".local/share/modelgates/key") },
    Fault(name: "an operation was interrupted", check: "journal", remedy: "modelgates env --pull", isSafe: true) {
      try $0.write(entry, to: $0.project / ".projects/journal/op_01arz3ndektsv4rrffq69g5fav.json")
    },
    Fault(
      name: "journal has nonsense", check: "journal", verdict: "warning",
      remedy: "mv .projects/journal/op_01arz3ndektsv4rrffq69g5fav.json", isSafe: false
    ) { try $0.write("{", to: $0.project / ".projects/journal/op_01arz3ndektsv4rrffq69g5fav.json") },
    Fault(name: "skill file is missing", check: "skills", remedy: "modelgates skills", isSafe: true) {
      try File.remove($0.project / ".agents/skills/modelgates/SKILL.md")
    },
    Fault(
      name: "skill file was edited", check: "skills", verdict: "warning",
      remedy: "mv .cursor/rules/modelgates.mdc .cursor/rules/modelgates.mdc.old && modelgates skills", isSafe: false
    ) { try $0.edit($0.project / ".cursor/rules/modelgates.mdc") { "mine\n" + $0 } },
    Fault(name: "state is damaged", check: "project", remedy: "git checkout -- .projects/state.json", isSafe: false) {
      try $0.write("{", to: $0.project / ".projects/state.json", mode: 0o644)
    },
    Fault(name: "user's configuration is malformed", check: "settings", remedy: "config.json", isSafe: false) {
      try $0.write("{\"gatway\": 1}", to: $0.home / ".config/modelgates/config.json")
    },
  ]

  @Test(arguments: faults)
  func faultIsFoundAndItsRemedyNamed(_ fault: Fault) async throws {
    let doctor = try await DoctorPlace.make()
    try await fault.plant(doctor)
    let before = try doctor.place.files().map(\.source)
    let found = try await doctor.examine()
    found.expect(fault.verdict, of: fault.check, remedy: fault.remedy)
    #expect(found.items.contains { $0.check == fault.check && $0.isFixable } == fault.isSafe)
    #expect(try doctor.place.files().map(\.source) == before, "only --fix changes something")

    let mended = try await doctor.examine("--fix")
    #expect(mended.fixed.contains(fault.check) == fault.isSafe, "\(mended.run)")
    guard fault.isSafe else { return mended.expect(fault.verdict, of: fault.check, remedy: fault.remedy) }
    #expect(mended.faults == [], "\(mended.run)")
    #expect(try await doctor.examine().faults == [])
  }

  @Test func manyFaultsAreMendedAtOnce() async throws {
    let doctor = try await DoctorPlace.make()
    for fault in Self.faults where fault.isSafe && fault.name != "env file is open to others" {
      try await fault.plant(doctor)
    }
    let found = try await doctor.examine()
    #expect(found.run.status == .exited(1) && found.faults.count >= 5, "\(found.faults)")
    #expect(try await doctor.examine("--fix").faults == [])
    let quiet = try await doctor.place.run("doctor --port \(try DoctorPlace.freePort())")
    #expect(quiet.status == .exited(0) && quiet.output.hasSuffix("\n\nEverything is as it should be.\n"), "\(quiet)")
  }

  @Test func remediesDoWhatTheySay() async throws {
    let doctor = try await DoctorPlace.make()
    for name in ["vault's folder is open to others", "env file is open to others", "git would commit the env file"] {
      try await Self.faults.first { $0.name == name }?.plant(doctor)
    }
    for item in try await doctor.examine().faults {
      let remedy = try #require(item.remedy)
      let process = try ChildProcess("/bin/sh", ["-c", "cd \"$0\" && \(remedy)", doctor.project.value])
      #expect(try await process.use { await process.end() } == .exited(0), "\(remedy)")
    }
    #expect(try await doctor.examine().faults == [])
  }

  @Test func textFitsEightyColumnsAndEndsWithTheRemedies() async throws {
    let doctor = try await DoctorPlace.make()
    try File.changeMode(of: doctor.place.environmentFile, to: 0o644)
    let run = try await doctor.place.run("doctor --port \(try DoctorPlace.freePort())")
    #expect(run.status == .exited(1) && run.errors == "")
    let parts = run.output.split(separator: "\n\n").map(String.init)
    #expect(parts.count == 3 && parts[1] == "Remedies:\n  chmod 600 .env", "\(run)")
    #expect(parts[2].hasPrefix("1 failed, 0 warnings, ") && parts[2].hasSuffix("modelgates doctor --fix mends 1.\n"))
    for line in parts[0].split(separator: "\n") where !line.contains("/") { #expect(line.count <= 80, "\(line)") }
    #expect(parts[0].contains("\nfail  permissions  Others may access .env (mode 0644)."))
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test func folderThatIsNoProjectIsFine() async throws {
    let doctor = DoctorPlace(place: try Place())
    let found = try await doctor.examine()
    #expect(found.faults == [] && found.items.contains { $0.detail.contains("modelgates init") })
    #expect(try File.list(doctor.project, limit: 10) == [] && File.list(doctor.home, limit: 10) == [])
  }

  @Test func permissionsAreNotChangedThroughLinks() async throws {
    let doctor = try await DoctorPlace.make()
    let other = doctor.home / "other"
    try doctor.write("K=v\n", to: other / ".env", mode: 0o644)
    try File.createSymbolicLink(doctor.project / "apps", to: other)
    try doctor.edit(doctor.project / ".projects/state.json") {
      $0.replacingFirst("\".env\"", with: "\"apps/.env\"")
    }
    let found = try await doctor.examine("--fix")
    #expect(try !found.fixed.contains("permissions") && File.status(other / ".env")?.mode == 0o644, "\(found.run)")
  }

  @Test func hostileNamesDoNotGetIntoACommand() async throws {
    let doctor = try await DoctorPlace.make()
    try doctor.edit(doctor.project / ".projects/state.json") {
      $0.replacingFirst("\".env\"", with: "\"$(touch x)/.env\"")
    }
    try doctor.write("K=v\n", to: doctor.project / "$(touch x)/.env", mode: 0o644)
    let found = try await doctor.examine()
    found.expect("failure", of: "permissions", remedy: "chmod 600 '$(touch x)/.env'")
  }
}

extension String {
  fileprivate func replacingFirst(_ part: String, with other: String) -> String {
    guard let start = indices.first(where: { self[$0...].hasPrefix(part) }) else { return self }
    return self[..<start] + other + self[start...].dropFirst(part.count)
  }
}
