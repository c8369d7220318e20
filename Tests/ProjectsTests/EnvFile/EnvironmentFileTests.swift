import Files
import Gateway
import Testing

@testable import Projects

@Suite struct EnvironmentFileTests {
  let project: ProjectFolder
  let key: VariableName = "MODELGATES_API_KEY"

  init() throws { project = try ProjectFolder() }

  func file(_ output: String = ".env") throws -> EnvironmentFile { try EnvironmentFile(output, in: project.directory) }

  @Test func aMissingFileIsMadePrivate() throws {
    #expect(try file().read() == EnvFile())
    let update = try file().update { try $0.set(key, to: "x") }
    #expect(update.result.change == .appended)
    #expect(update.isWritten && !update.isMerged)
    #expect(try project.text(".env") == "MODELGATES_API_KEY=x\n")
    #expect(try project.mode(".env") == 0o600)
  }

  @Test func anEditWithoutEffectMakesNoFile() throws {
    #expect(try file().update { try $0.remove(key) }.isWritten == false)
    #expect(try !project.exists(".env"))
  }

  @Test func anEditWithoutEffectLeavesTheFileAlone() throws {
    try project.write("MODELGATES_API_KEY=x\n", to: ".env", mode: 0o600)
    let before = try File.status(project.path(".env"))
    #expect(try file().update { try $0.set(key, to: "x") }.isWritten == false)
    #expect(try File.status(project.path(".env")) == before)
  }

  @Test(arguments: [(0o644, 0o600), (0o600, 0o600), (0o400, 0o400), (0o666, 0o600)] as [(FileMode, FileMode)])
  func permissionsBecomePrivateOrStayStricter(before: FileMode, after: FileMode) throws {
    try project.write("A=1\n", to: ".env", mode: before)
    #expect(try file().update { try $0.set(key, to: "x") }.isWritten)
    #expect(try project.mode(".env") == after)
  }

  @Test func aLooseFileWithTheRightContentIsMadePrivate() throws {
    try project.write("MODELGATES_API_KEY=x\n", to: ".env", mode: 0o644)
    #expect(try file().update { try $0.set(key, to: "x") }.isWritten)
    #expect(try project.mode(".env") == 0o600)
  }

  @Test func aChangeMadeMeanwhileIsMerged() throws {
    try project.write("A=1\n", to: ".env")
    var rounds = 0
    let update = try file().update { content in
      rounds += 1
      if rounds == 1 { try project.write("A=1\nB=2 # theirs\n", to: ".env") }
      return try content.set(key, to: "x")
    }
    #expect(update.isMerged && rounds == 2)
    #expect(try project.text(".env") == "A=1\nB=2 # theirs\nMODELGATES_API_KEY=x\n")
  }

  @Test func aFileThatKeepsChangingIsLeftToTheOthers() throws {
    var rounds = 0
    let error = #expect(throws: EnvFileError.self) {
      try file().update { content in
        rounds += 1
        try project.write("A=\(rounds)\n", to: ".env")
        try content.set(key, to: "x")
      }
    }
    #expect(error?.code == .keepsChanging)
    #expect(try project.text(".env") == "A=\(rounds)\n")
  }

  @Test func aFailingEditWritesNothing() throws {
    try project.write("A=1\n", to: ".env")
    let error = #expect(throws: EnvFileError.self) { try file().update { try $0.set(key, to: "a\nb") } }
    #expect(error?.code == .unrepresentableValue)
    #expect(try project.text(".env") == "A=1\n")
    #expect(try project.mode(".env") == 0o644)
  }

  @Test(arguments: [
    "", "/etc/passwd", "../.env", "a/../../.env", ".", "a/..", ".projects/x", ".git/config", ".GIT/config",
    "a/.git/hooks/x", "a/.projects/state.json", ".gitignore", "a/.cursorignore", "a\nb.env", "a\0b.env", "README.md",
    "src/main.swift", ".env.example", "a/.ENV.Sample", ".env.d/x", ".environment", "env", ".dev.variables", ".envrc",
  ])
  func outputsOutsideOfTheProjectAreRefused(output: String) {
    let error = #expect(throws: EnvFileError.self) { try file(output) }
    #expect(error?.code == .outsideProject)
  }

  @Test(arguments: [
    ".env", ".env.local", "apps/web/.env", "./a/../.env", "..env", "prod.env", ".dev.vars", "a/.dev.vars.test",
  ])
  func outputsInsideAreTaken(output: String) throws {
    #expect(try file(output).path.value.hasPrefix(project.directory.root.value + "/"))
  }

  @Test func symbolicLinksAreRefused() throws {
    try project.write("A=1\n", to: "elsewhere/.env")
    try File.createSymbolicLink(project.path(".env"), to: "elsewhere/.env")
    try File.createSymbolicLink(project.path("link"), to: "elsewhere")
    for output in [".env", "link/.env"] {
      let reading = #expect(throws: EnvFileError.self) { try file(output).read() }
      #expect(reading?.code == .symbolicLink)
      let writing = #expect(throws: EnvFileError.self) { try file(output).update { try $0.set(key, to: "x") } }
      #expect(writing?.code == .symbolicLink)
    }
    #expect(try project.text("elsewhere/.env") == "A=1\n")
  }

  @Test func aFileOverTheLimitIsRefused() throws {
    try project.write(String(repeating: "#", count: EnvironmentFile.limit + 1), to: ".env")
    let reading = #expect(throws: EnvFileError.self) { try file().read() }
    #expect(reading?.code == .tooLarge)
    try project.write(String(repeating: "#", count: EnvironmentFile.limit), to: ".env")
    let writing = #expect(throws: EnvFileError.self) { try file().update { try $0.set(key, to: "x") } }
    #expect(writing?.code == .tooLarge)
    #expect(try project.text(".env").utf8.count == EnvironmentFile.limit)
  }

  @Test func valuesAreNotShown() {
    let file = EnvFile(parsing: Array("A=hidden\nB=hidden\n".utf8))
    #expect("\(file)" == "EnvFile(A, B)")
    var dumped = ""
    dump(file, to: &dumped)
    #expect(!dumped.contains("hidden") && !String(reflecting: file).contains("hidden"))
  }
}
