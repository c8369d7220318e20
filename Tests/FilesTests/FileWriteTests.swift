import Files
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct FileWriteTests {
  let folder: TemporaryDirectory
  var path: FilePath { folder.path / ".env" }

  init() throws { folder = try TemporaryDirectory() }

  private func replace(_ path: FilePath, _ text: String, mode: FileMode = 0o600, strict: Bool = true) throws(FileError)
  {
    try File.replace(path, with: Array(text.utf8), mode: mode, keepingStricterMode: strict)
  }

  private func text(_ path: FilePath) throws -> String {
    String(decoding: try File.read(path, limit: 1_000_000), as: UTF8.self)
  }

  private func mode(_ path: FilePath) throws -> FileMode? { try File.status(path)?.mode }

  private func names() throws -> [String] { try File.list(folder.path, limit: 100) }

  @Test func replaceMakesAFileAndReplacesItWhole() throws {
    try replace(path, "first, and longer")
    let first = try File.status(path)
    try replace(path, "second")
    #expect(try text(path) == "second")
    #expect(try File.status(path)?.inode != first?.inode)
    #expect(try names() == [".env"])
  }

  @Test func largeFileIsWrittenWhole() throws {
    let bytes = [UInt8](repeating: 0x61, count: 3_000_000)
    try File.replace(path, with: bytes, mode: 0o600, keepingStricterMode: true)
    #expect(try File.read(path, limit: 3_000_000) == bytes)
  }

  @Test(
    arguments: [
      (0o600, 0o644, true, 0o600), (0o600, 0o644, false, 0o644), (0o644, 0o600, true, 0o600),
      (0o400, 0o600, true, 0o400),
      (0o640, 0o604, true, 0o600),
    ] as [(FileMode, FileMode, Bool, FileMode)])
  func stricterModeIsKeptWhereAsked(existing: FileMode, asked: FileMode, strict: Bool, result: FileMode) throws {
    try File.create(path, [], mode: existing)
    try replace(path, "", mode: asked, strict: strict)
    #expect(try mode(path) == result)
  }

  @Test(arguments: [0o600, 0o644, 0o666, 0o755] as [FileMode])
  func newFileHasTheModeAskedFor(asked: FileMode) throws {
    try replace(path, "", mode: asked)
    #expect(try mode(path) == asked)
    try File.create(folder.path / "created", [], mode: asked)
    #expect(try mode(folder.path / "created") == asked)
  }

  @Test func symbolicLinkIsNotReplacedNorWrittenThrough() throws {
    let target = folder.path / "target"
    try File.create(target, Array("kept".utf8), mode: 0o600)
    try File.createSymbolicLink(path, to: "target")
    let error = #expect(throws: FileError.self) { try replace(path, "new") }
    #expect(error?.code == .symbolicLink)
    #expect(try text(target) == "kept")
    #expect(try File.status(path, followingLinks: false)?.kind == .symbolicLink)
    #expect(try names() == [".env", "target"])
  }

  @Test func danglingSymbolicLinkIsNotReplaced() throws {
    try File.createSymbolicLink(path, to: "nowhere")
    let error = #expect(throws: FileError.self) { try replace(path, "new") }
    #expect(error?.code == .symbolicLink)
    #expect(try names() == [".env"])
  }

  @Test func folderAndFIFOAreNotReplaced() throws {
    try File.createDirectory(path, mode: 0o700, intermediates: false)
    #expect(throws: FileError.self) { try replace(path, "new") }
    let fifo = folder.path / "fifo"
    #expect(mkfifo(fifo.value, 0o600) == 0)
    let error = #expect(throws: FileError.self) { try replace(fifo, "new") }
    #expect(error?.code == .notRegularFile)
    #expect(try names() == [".env", "fifo"])
  }

  @Test(arguments: ["/", ".", "..", "/tmp/.."] as [FilePath])
  func pathWithoutANameIsRefused(path: FilePath) {
    let error = #expect(throws: FileError.self) { try replace(path, "new") }
    #expect(error?.code == .notRegularFile)
  }

  @Test func missingFolderIsNotFound() throws {
    let error = #expect(throws: FileError.self) { try replace(folder.path / "missing" / "file", "new") }
    #expect(error?.code == .notFound)
    #expect(error?.path == (folder.path / "missing" / "file").value)
    #expect(try names().isEmpty)
  }

  @Test func nameThatIsTooLongIsRefusedAndALongOneIsNot() throws {
    let longest = try folder.path.appending(component: String(repeating: "n", count: 255))
    try replace(longest, "x")
    #expect(try text(longest) == "x")
    let tooLong = try folder.path.appending(component: String(repeating: "n", count: 256))
    let error = #expect(throws: FileError.self) { try replace(tooLong, "x") }
    #expect(error?.code == .invalidPath)
  }

  @Test(.enabled(if: geteuid() == 0, "only the superuser can replace a file for another"))
  func superuserKeepsTheOwner() throws {
    try replace(path, "old")
    #expect(chown(path.value, 12_345, 12_346) == 0)
    try replace(path, "new")
    let status = try File.status(path)
    #expect(status?.owner == 12_345)
    #expect(status?.group == 12_346)
    #expect(status?.mode == 0o600)
  }

  @Test func createRefusesWhatExists() throws {
    try File.create(path, [1], mode: 0o600)
    try File.createSymbolicLink(folder.path / "link", to: "nowhere")
    for existing in [path, folder.path / "link", folder.path] {
      let error = #expect(throws: FileError.self) { try File.create(existing, [2], mode: 0o600) }
      #expect(error?.code == .exists)
    }
    #expect(try File.read(path, limit: 1) == [1])
    #expect(try names() == [".env", "link"])
  }

  @Test func leftoversOfThePathAloneAreRemoved() throws {
    try replace(path, "kept")
    let leftover = ".env.0123456789abcdef.tmp"
    let others = [
      ".env.0123456789abcdef.tmp2", ".env.0123456789abcdeg.tmp", ".env.local", ".other.0123456789abcdef.tmp",
      ".env.abc.tmp",
    ]
    for name in others + [leftover] { try replace(folder.path.appending(component: name), "") }
    #expect(try File.removeLeftovers(of: path, limit: 100) == 1)
    #expect(try names() == (others + [".env"]).sorted())
    #expect(try File.removeLeftovers(of: path, limit: 100) == 0)
  }

  @Test func leftoversOfAllPathsOfAFolderAreRemoved() throws {
    let others = [".0123456789abcdef.tmp", ".env", "a.0123456789abcdef.tmp", ".a.0123456789abcde.tmp", ".tmp", "b"]
    let leftovers = [".a.0123456789abcdef.tmp", ".b.json.fedcba9876543210.tmp"]
    for name in others + leftovers { try replace(folder.path.appending(component: name), "") }
    #expect(try File.removeLeftovers(inFolder: folder.path, limit: 100) == 2)
    #expect(try names() == others.sorted())
  }
}
