import Files
import TestSupport
import Testing

struct FileTests {
  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  @Test func statusSaysWhatIsThere() throws {
    let path = folder.path / "file"
    try File.create(path, [1, 2, 3], mode: 0o640)
    try File.createSymbolicLink(folder.path / "link", to: "file")
    let status = try #require(try File.status(path))
    #expect(status.kind == .regular)
    #expect(status.size == 3)
    #expect(status.mode == 0o640)
    #expect(try File.status(folder.path)?.kind == .directory)
    #expect(try File.status("/dev/null")?.kind == .other)
    #expect(try File.status(folder.path / "link") == status)
    #expect(try File.status(folder.path / "link", followingLinks: false)?.kind == .symbolicLink)
  }

  @Test func nothingHasNoStatus() throws {
    try File.create(folder.path / "file", [], mode: 0o600)
    #expect(try File.status(folder.path / "missing") == nil)
    #expect(try File.status(folder.path / "missing" / "file") == nil)
    #expect(try File.status(folder.path / "file" / "below") == nil)
  }

  @Test func linkSaysWhereItLeads() throws {
    try File.createSymbolicLink(folder.path / "link", to: "../nowhere/ä")
    #expect(try File.target(ofLink: folder.path / "link") == "../nowhere/ä")
    try File.create(folder.path / "file", [], mode: 0o600)
    #expect(try File.target(ofLink: folder.path / "file") == nil)
    #expect(try File.target(ofLink: folder.path / "missing") == nil)
    let long = try FilePath(String(repeating: "a/", count: 2040) + "b")
    try File.createSymbolicLink(folder.path / "long", to: long)
    #expect(try File.target(ofLink: folder.path / "long") == long.value)
  }

  @Test func listIsSortedByBytesAndLimited() throws {
    for name in ["b", "a", "ä", "B", ".hidden", "10", "9"] {
      try File.create(folder.path.appending(component: name), [], mode: 0o600)
    }
    #expect(try File.list(folder.path, limit: 7) == [".hidden", "10", "9", "B", "a", "b", "ä"])
    let error = #expect(throws: FileError.self) { try File.list(folder.path, limit: 6) }
    #expect(error?.code == .tooLarge)
  }

  @Test func onlyFoldersAreListed() throws {
    try File.create(folder.path / "file", [], mode: 0o600)
    #expect(throws: FileError.self) { try File.list(folder.path / "missing", limit: 1) }
    let error = #expect(throws: FileError.self) { try File.list(folder.path / "file", limit: 1) }
    #expect(error?.code == .notDirectory)
  }

  @Test func removeTakesTheLinkAndNotItsTarget() throws {
    try File.create(folder.path / "file", [], mode: 0o600)
    try File.createSymbolicLink(folder.path / "link", to: "file")
    #expect(try File.remove(folder.path / "link"))
    #expect(try !File.remove(folder.path / "link"))
    #expect(try !File.remove(folder.path / "missing" / "file"))
    #expect(try File.list(folder.path, limit: 2) == ["file"])
  }

  @Test func onlyEmptyFoldersAreRemoved() throws {
    let inner = folder.path / "inner"
    try File.createDirectory(inner, mode: 0o700, intermediates: false)
    try File.create(inner / "file", [], mode: 0o600)
    let error = #expect(throws: FileError.self) { try File.removeDirectory(inner) }
    #expect(error?.code == .notEmpty)
    #expect(throws: FileError.self) { try File.remove(inner) }
    try File.remove(inner / "file")
    #expect(try File.removeDirectory(inner))
    #expect(try !File.removeDirectory(inner))
  }

  @Test func missingFoldersAreMadeOnTheWay() throws {
    let path = folder.path / "a/b/../c//d/"
    try File.createDirectory(path, mode: 0o700, intermediates: true)
    #expect(try File.status(folder.path / "a/c/d")?.mode == 0o700)
    #expect(try File.status(folder.path / "a")?.mode == 0o700)
    try File.createDirectory(path, mode: 0o700, intermediates: true)
  }

  @Test func folderIsMadeOnceAndOnlyBelowOneThatExistsUnlessAsked() throws {
    let inner = folder.path / "inner"
    #expect(throws: FileError.self) { try File.createDirectory(inner / "deep", mode: 0o700, intermediates: false) }
    try File.createDirectory(inner, mode: 0o700, intermediates: false)
    let error = #expect(throws: FileError.self) { try File.createDirectory(inner, mode: 0o700, intermediates: false) }
    #expect(error?.code == .exists)
  }

  @Test func whatIsNoFolderIsInTheWay() throws {
    try File.create(folder.path / "file", [], mode: 0o600)
    try File.createSymbolicLink(folder.path / "dangling", to: "nowhere")
    for path in ["file", "file/below", "dangling", "dangling/below"] as [FilePath] {
      #expect(throws: FileError.self, "\(path)") {
        try File.createDirectory(folder.path / path, mode: 0o700, intermediates: true)
      }
    }
  }

  @Test func symbolicLinkDoesNotReplace() throws {
    try File.create(folder.path / "file", [], mode: 0o600)
    let error = #expect(throws: FileError.self) { try File.createSymbolicLink(folder.path / "file", to: "x") }
    #expect(error?.code == .exists)
  }

  @Test func workingFolderIsAbsolute() throws {
    #expect(try File.workingDirectory().isAbsolute)
  }
}
