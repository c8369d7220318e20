import Files
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct FileReadTests {
  let folder: TemporaryDirectory
  var path: FilePath { folder.path / "file" }

  init() throws { folder = try TemporaryDirectory() }

  private func code(_ path: FilePath, limit: Int = 100, followingLinks: Bool = true, ownerOnly: Bool = false)
    -> FileError.Code?
  {
    do throws(FileError) {
      _ = try File.read(path, limit: limit, followingLinks: followingLinks, ownerOnly: ownerOnly)
      return nil
    } catch {
      return error.code
    }
  }

  @Test(arguments: [0, 1, 4095, 4096, 4097, 300_000])
  func allBytesAreReadUpToTheLimit(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try File.create(path, bytes, mode: 0o600)
    #expect(try File.read(path, limit: count) == bytes)
    if count > 0 { #expect(code(path, limit: count - 1) == .tooLarge) }
    #expect(code(path, limit: -1) == .tooLarge)
  }

  @Test func absentFileIsNotFound() throws {
    let error = #expect(throws: FileError.self) { try File.read(path, limit: 1) }
    #expect(error?.code == .notFound)
    #expect(error?.path == path.value)
    #expect(error?.errno == ENOENT)
    #expect(error?.message == "cannot read \(path): no such file or folder")
  }

  @Test func symbolicLinkIsFollowedOnlyWhereAllowed() throws {
    try File.create(path, [1], mode: 0o600)
    let link = folder.path / "link"
    try File.createSymbolicLink(link, to: "file")
    #expect(try File.read(link, limit: 1) == [1])
    #expect(code(link, followingLinks: false) == .symbolicLink)
  }

  @Test func loopOfLinksIsAnError() throws {
    try File.createSymbolicLink(path, to: "file")
    #expect(code(path) == .symbolicLink)
  }

  @Test(.timeLimit(.minutes(10)))
  func onlyRegularFilesAreReadAndFIFOsNotWaitedFor() throws {
    #expect(mkfifo(path.value, 0o600) == 0)
    #expect(code(path) == .notRegularFile)
    #expect(code("/dev/zero") == .notRegularFile)
    #expect(code(folder.path) == .notRegularFile)
  }

  #if os(Linux)
    @Test func limitHoldsWhereTheSizeIsUnknown() throws {
      #expect(try File.status("/proc/self/status")?.size == 0)
      #expect(try File.read("/proc/self/status", limit: 100_000).count > 100)
      #expect(code("/proc/self/status", limit: 10) == .tooLarge)
    }
  #endif

  @Test(arguments: [0o600, 0o400, 0o700] as [FileMode])
  func privateFileIsReadAsASecret(mode: FileMode) throws {
    try File.create(path, [7], mode: mode)
    #expect(try File.read(path, limit: 1, ownerOnly: true) == [7])
  }

  @Test(arguments: [0o640, 0o604, 0o610, 0o602] as [FileMode])
  func looseFileIsNotReadAsASecret(mode: FileMode) throws {
    try File.create(path, [7], mode: mode)
    #expect(code(path, ownerOnly: true) == .loosePermissions)
  }

  @Test func foreignFileIsNotReadAsASecret() throws {
    // The superuser owns /etc/passwd and may give away a file; others can do neither.
    if geteuid() == 0 {
      try File.create(path, [7], mode: 0o600)
      #expect(chown(path.value, 12_345, 12_345) == 0)
      #expect(code(path, ownerOnly: true) == .foreignOwner)
    } else {
      #expect(code("/etc/passwd", limit: 1_000_000, ownerOnly: true) == .foreignOwner)
    }
  }
}
