import Files
import Testing

@testable import Projects

@Suite struct ProjectStateFileTests {
  let project: ProjectFolder
  var file: ProjectStateFile { ProjectStateFile(project.directory) }
  let new = ProjectState(project: ProjectIdentity(id: "project_1", name: "Demo"))

  init() throws { project = try ProjectFolder() }

  @Test func aProjectWithoutStateHasNone() throws {
    #expect(try file.load() == nil)
    #expect(try !project.exists(".projects"))
  }

  @Test func aCreatedStateIsLoaded() throws {
    try file.create(new)
    #expect(try file.load() == new)
    #expect(try project.mode(".projects/state.json") == 0o644)
  }

  @Test func aStateIsNotCreatedTwice() throws {
    try file.create(new)
    let error = #expect(throws: ProjectFileError.self) { try file.create(new) }
    #expect(error?.code == .exists)
  }

  @Test func aChangeMadeMeanwhileIsMerged() throws {
    try file.create(new)
    var rounds = 0
    try file.update { state in
      rounds += 1
      if rounds == 1 {
        var other = new
        other.environments["staging"] = ProjectEnvironment(output: ".env.staging")
        try project.write(String(decoding: other.bytes, as: UTF8.self), to: ".projects/state.json")
      }
      state.project.name = "Renamed"
    }
    let state = try #require(try file.load())
    #expect(state.project.name == "Renamed" && state.output(of: "staging") == ".env.staging")
  }

  @Test func anUnchangedStateIsNotRewritten() throws {
    let text = "{\"version\":1,\"project\":{\"id\":\"p\",\"name\":\"n\"}}"
    try project.write(text, to: ".projects/state.json")
    try file.update { _ in }
    #expect(try project.text(".projects/state.json") == text)
  }

  @Test(arguments: ["{", "<<<<<<< a\n", "{\"version\":9}"])
  func aStateThatCannotBeReadIsLeftAsItIs(text: String) throws {
    try project.write(text, to: ".projects/state.json")
    #expect(throws: ProjectFileError.self) { try file.load() }
    #expect(throws: ProjectFileError.self) { try file.update { $0.project.name = "x" } }
    #expect(throws: ProjectFileError.self) { try file.create(new) }
    #expect(try project.text(".projects/state.json") == text)
  }

  @Test func aStateOverTheLimitIsRefused() throws {
    try project.write(String(repeating: " ", count: ProjectState.limit + 1), to: ".projects/state.json")
    let error = #expect(throws: ProjectFileError.self) { try file.load() }
    #expect(error?.code == .tooLarge)
  }

  @Test func aProjectsFolderThatIsALinkIsRefused() throws {
    try project.write("", to: "elsewhere/file")
    try File.createSymbolicLink(project.path(".projects"), to: "elsewhere")
    for attempt in [{ _ = try file.load() }, { try file.create(new) }, { try Journal(project.directory).finish(id) }] {
      let error = #expect(throws: ProjectFileError.self) { try attempt() }
      #expect(error?.code == .symbolicLink)
    }
    #expect(try File.list(project.path("elsewhere"), limit: 10) == ["file"])
  }

  private var id: OperationID { OperationID(at: Timestamp(milliseconds: 0)) }

  @Test func oneOperationHoldsTheLockAtATime() throws {
    try {
      let held = try ProjectLock(project.directory, purpose: "rotate_key", waiting: .zero)
      let error = #expect(throws: ProjectFileError.self) {
        _ = try ProjectLock(project.directory, purpose: "add_service", waiting: .zero)
      }
      #expect(error?.code == .locked)
      #expect(error?.message.contains("rotate_key") == true)
      withExtendedLifetime(held) {}
    }()
    _ = try ProjectLock(project.directory, purpose: "add_service", waiting: .zero)
  }
}
