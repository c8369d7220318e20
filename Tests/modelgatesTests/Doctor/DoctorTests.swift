import Files
import JSON
import TestSupport
import Testing

/// Faults in a project's files: each is found, its remedy is named, and what is safe is mended.
@Suite(.timeLimit(.minutes(10)))
struct DoctorTests {
  @Test(arguments: DoctorFault.all)
  func faultIsFoundAndItsRemedyNamed(_ fault: DoctorFault) async throws {
    let doctor = try await DoctorPlace.make()
    try await fault.plant(doctor)
    let before = try doctor.place.files().map(\.source)
    let found = try await doctor.examine()
    found.expect(fault.verdict, of: fault.check, remedy: fault.remedy)
    #expect(found.items.contains { $0.check == fault.check && $0.isFixable } == fault.isSafe)
    #expect(try doctor.place.files().map(\.source) == before, "only --fix changes something")

    let other = DoctorPlace(place: try await Place(copying: doctor.place))
    let mended = try await other.examine("--fix")
    #expect(mended.fixed.contains(fault.check) == fault.isSafe, "\(mended.run)")
    if fault.isSafe {
      #expect(mended.faults == [] && mended.items.contains { $0.check == "key" }, "\(mended.run)")
    } else {
      mended.expect(fault.verdict, of: fault.check, remedy: fault.remedy)
    }
  }

  /// The commands that are named, typed as they stand, bring the user on: then nothing is wrong, and the key works.
  @Test(arguments: DoctorFault.all)
  func remediesDoWhatTheySay(_ fault: DoctorFault) async throws {
    let doctor = try await DoctorPlace.make()
    try await fault.plant(doctor)
    let own = try doctor.ownText()
    // As doctor prints them: each once.
    var typed: Set<String> = []
    for remedy in try await doctor.examine().faults.compactMap(\.remedy) where typed.insert(remedy).inserted {
      #expect(try await doctor.type(remedy, editor: fault.editor) == .exited(0), "\(remedy)")
    }
    let found = try await doctor.examine()
    #expect(found.faults.map(\.check) == fault.rest, "\(found.run)")
    #expect(try !fault.keepsText || doctor.ownText() >= own, "what is the user's stays where it is read")
    guard fault.rest.isEmpty, fault.name != ".projects is no folder" else { return }
    #expect(try doctor.hasEnvironment(".env.local") || doctor.place.keys().count == fault.keys)
    #expect(found.items.contains { $0.check == "key" && $0.detail.hasSuffix("accepts it.") }, "\(found.run)")
  }

  @Test func manyFaultsAreMendedAtOnce() async throws {
    let doctor = try await DoctorPlace.make()
    for fault in DoctorFault.all where fault.isSafe && fault.name != "env file is open to others" {
      try await fault.plant(doctor)
    }
    let found = try await doctor.examine()
    #expect(!found.ok && found.faults.count >= 5, "\(found.faults)")
    #expect(try await doctor.run("--fix").faults == [])
    let quiet = try await doctor.place.run("doctor --port \(try DoctorPlace.freePort())")
    #expect(quiet.status == .exited(0) && quiet.output.hasSuffix("\n\nEverything is as it should be.\n"), "\(quiet)")
  }

  /// What is done and doesn't help isn't said to be fixed.
  @Test func fixThatDoesNotHelpIsSaidSo() async throws {
    let doctor = try await DoctorPlace.make()
    _ = try await doctor.place.run("env create worker --output app/.env")
    try doctor.write("!.env\n", to: doctor.project / "app/.gitignore", mode: 0o644)
    let mended = try await doctor.examine("--fix")
    mended.expect("failure", of: "git", remedy: "app/.env >> .gitignore")
    let said = try mended.run.json["data"]?["not_fixed"]?.array?.first?["error"]?.string
    #expect(!mended.fixed.contains("git") && said == "It was done, and didn't help.", "\(mended.run)")
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
