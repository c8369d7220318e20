import Files
import Projects
import TestSupport
import Testing

@Suite struct CommandTextTests {
  private let commands = CommandText(
    from: "/home/me", options: ["--project", "/srv/my app", "--gateway", "https://gateway.example/api/v1"])

  @Test func optionsThatSayWhatIsMeantAreRepeated() {
    #expect(
      commands.modelgates("rotate", "modelgates-api", "--yes")
        == "modelgates rotate modelgates-api --yes --project '/srv/my app' --gateway https://gateway.example/api/v1")
    #expect(
      commands.modelgates("env", "--pull", gateway: "sandbox")
        == "modelgates env --pull --project '/srv/my app' --gateway sandbox")
    #expect(
      commands.leavingOut("--gateway").leavingOut("--email").modelgates("doctor")
        == "modelgates doctor --project '/srv/my app'")
  }

  @Test func nameThatIsTakenIsNotTakenAgain() throws {
    let folder = try TemporaryDirectory()
    let commands = CommandText(from: folder.path)
    #expect(commands.movingAway(folder.path / ".env") == "mv .env .env.old")
    try File.create(folder.path / ".env.old", [], mode: 0o600)
    #expect(commands.movingAway(folder.path / ".env") == "mv .env .env.old2")
    try File.createSymbolicLink(folder.path / ".env.old2", to: "nowhere")
    #expect(
      commands.editing(folder.path / ".env", "/^A=/d; /^# B (C)/d")
        == "cp -p .env .env.old3 && sed '/^A=/d; /^# B (C)/d' .env.old3 > .env")
  }

  @Test func ownerChangesTheModeAndOthersTheOwner() throws {
    let folder = try TemporaryDirectory()
    #expect(CommandText(from: folder.path).ownersAccess(to: [folder.path]) == "chmod u+rwX .")
    guard User.identifier != 0 else { return }
    #expect(CommandText(from: folder.path).ownersAccess(to: ["/etc"]) == "sudo chown \"$(id -u)\" /etc")
  }
}
