import TestSupport
import Testing

@testable import Files

struct TemporaryFileTests {
  let folder: TemporaryDirectory
  var path: FilePath { folder.path / "file" }

  init() throws { folder = try TemporaryDirectory() }

  private func names() throws -> [String] { try File.list(folder.path, limit: 10) }

  @Test func fileIsHiddenPrivateAndGoneUnlessPlaced() throws {
    try {
      let temporary = try TemporaryFile(for: FolderEntry(path, to: "write"))
      try temporary.write([1, 2, 3], mode: 0o644)
      let name = try #require(try names().first)
      #expect(name.hasPrefix(".file."))
      #expect(TemporaryName.matches(name, for: "file"))
    }()
    #expect(try names().isEmpty)
  }

  @Test func fileIsPrivateUntilItIsComplete() throws {
    let temporary = try TemporaryFile(for: FolderEntry(path, to: "write"))
    let name = try #require(try names().first)
    #expect(try File.status(folder.path.appending(component: name))?.mode == 0o600)
    try temporary.write([], mode: 0o644)
    #expect(try File.status(folder.path.appending(component: name))?.mode == 0o644)
  }

  @Test func whoComesSecondTakesNothing() throws {
    try {
      var temporary = try TemporaryFile(for: FolderEntry(path, to: "create"))
      try File.create(path, [1], mode: 0o600)
      do throws(Errno) {
        try temporary.takeEntry()
        Issue.record("the name was taken twice")
      } catch {
        #expect(FileError(error, cannot: "create", path).code == .exists)
      }
    }()
    #expect(try File.read(path, limit: 1) == [1])
    #expect(try names() == ["file"])
  }

  @Test(arguments: [".env", "a", "ä\u{301}b", String(repeating: "é", count: 127)])
  func everyRandomNameIsRecognisedAndFits(name: String) {
    let first = TemporaryName.random(for: name)
    #expect(first != TemporaryName.random(for: name))
    #expect(TemporaryName.matches(first, for: name))
    #expect(!TemporaryName.matches(first, for: "x" + name))
    #expect(first.utf8.count <= 255)
    #expect(first.hasPrefix("."))
  }
}
