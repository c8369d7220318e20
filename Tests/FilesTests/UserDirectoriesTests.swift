import Testing

@testable import Files

struct UserDirectoriesTests {
  private func directories(_ environment: [String: String], home: String? = nil) throws -> [String] {
    let found = try UserDirectories(environment: environment) { home }
    return [found.config, found.data, found.state].map(\.value)
  }

  @Test func variablesNameTheFolders() throws {
    let environment = ["XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d/", "XDG_STATE_HOME": "/s"]
    #expect(try directories(environment) == ["/c/modelgates", "/d/modelgates", "/s/modelgates"])
  }

  static let ofHome = ["/h/.config/modelgates", "/h/.local/share/modelgates", "/h/.local/state/modelgates"]

  @Test(arguments: ["", "relative", "~/c", "a\0b", "/a\0b"])
  func variableThatIsNoAbsolutePathIsIgnored(text: String) throws {
    let environment = ["HOME": "/h", "XDG_CONFIG_HOME": text, "XDG_STATE_HOME": text]
    #expect(try directories(environment) == Self.ofHome)
    #expect(try directories(["HOME": text], home: "/h") == Self.ofHome)
  }

  @Test func homeGoesBeforeTheUserDatabase() throws {
    #expect(try directories(["HOME": "/h"], home: "/other") == Self.ofHome)
    #expect(try directories([:], home: "/h") == Self.ofHome)
  }

  @Test func noHomeIsAnErrorOnlyWhereItIsNeeded() throws {
    let error = #expect(throws: FileError.self) { try directories(["XDG_CONFIG_HOME": "/c"]) }
    #expect(error?.code == .noHome)
    #expect(error?.message == "no home folder is known: set HOME, or XDG_DATA_HOME, to an absolute path")
  }

  @Test func userDatabaseKnowsThisUser() throws {
    #expect(SystemCalls.homeOfUser()?.hasPrefix("/") == true)
  }

  @Test func environmentIsThatOfTheProcess() {
    #expect(Environment.current["PATH"]?.isEmpty == false)
    #expect(Environment.current[""] == nil)
  }
}
