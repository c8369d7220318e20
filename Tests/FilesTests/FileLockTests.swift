import TestSupport
import Testing

@testable import Files

@Suite(.timeLimit(.minutes(10)))
struct FileLockTests {
  let folder: TemporaryDirectory
  var path: FilePath { folder.path / "lock" }

  init() throws { folder = try TemporaryDirectory() }

  /// The message of a lock that can't be had at once; nil where it can.
  private func refusal(_ path: FilePath) throws -> String? {
    do throws(FileError) {
      _ = try FileLock(path, purpose: "second", waiting: .zero)
      return nil
    } catch {
      guard error.code == .locked else { throw error }
      return error.message
    }
  }

  @Test func secondHolderIsToldOfTheFirst() throws {
    try FileLock.withLock(path, purpose: "rotate_key", waiting: .zero) { () throws in
      #expect(try refusal(path) == "\(path) is locked: held by process \(SystemCalls.processID) (rotate_key)")
    }
    #expect(try refusal(path) == nil)
  }

  @Test func waitIsOverWhenItsTimeIs() throws {
    try FileLock.withLock(path, purpose: "first", waiting: .zero) { () throws in
      let start = ContinuousClock.now
      #expect(throws: FileError.self) { _ = try FileLock(path, purpose: "second", waiting: .milliseconds(30)) }
      #expect(start.duration(to: .now) >= .milliseconds(30))
    }
  }

  @Test func resultAndErrorOfTheBodyPassThrough() throws {
    struct Failure: Error {}
    #expect(try FileLock.withLock(path, purpose: "", waiting: .zero) { 42 } == 42)
    #expect(throws: Failure.self) { try FileLock.withLock(path, purpose: "", waiting: .zero) { throw Failure() } }
    #expect(try refusal(path) == nil)
  }

  @Test func lockFileIsPrivateStaysAndForgetsItsHolder() throws {
    try FileLock.withLock(path, purpose: "write", waiting: .zero) { () throws in
      #expect(try File.read(path, limit: 100) == Array("\(SystemCalls.processID) write\n".utf8))
      #expect(try File.status(path)?.mode == 0o600)
    }
    #expect(try File.read(path, limit: 100) == [])
  }

  @Test func symbolicLinkAndFIFOAreNoLocks() throws {
    try File.createSymbolicLink(path, to: "elsewhere")
    let error = #expect(throws: FileError.self) { _ = try FileLock(path, purpose: "", waiting: .zero) }
    #expect(error?.code == .symbolicLink)
    #expect(try File.status(folder.path / "elsewhere") == nil)
    #expect(throws: FileError.self) { _ = try FileLock("/dev/null", purpose: "", waiting: .zero) }
  }

  @Test func threadsTakeTurns() async throws {
    let path = path
    let counter = folder.path / "counter"
    try File.create(counter, [0], mode: 0o600)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<5 {
            try FileLock.withLock(path, purpose: "count", waiting: .seconds(50)) {
              let count = try File.read(counter, limit: 1)[0]
              try File.replace(counter, with: [count + 1], mode: 0o600, keepingStricterMode: true)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try File.read(counter, limit: 1) == [20])
  }

  #if os(Linux)
    @Test func otherProcessHoldsItUntilItEnds() async throws {
      let child = try ChildProcess("/bin/sh", ["-c", "exec flock '\(path.value)' sh -c 'echo held; exec cat'"])
      try await child.use { () async throws in
        #expect(await child.read() == Array("held\n".utf8))
        #expect(try refusal(path) == "\(path) is locked: held by another process")
        child.closeInput()
        #expect(await child.end() == .exited(0))
        #expect(try refusal(path) == nil)
      }
    }
  #endif

  @Test func childDoesNotKeepTheLock() async throws {
    let child = try FileLock.withLock(path, purpose: "spawn", waiting: .zero) {
      try ChildProcess("/bin/sh", ["-c", "echo started; exec cat"])
    }
    try await child.use { () async throws in
      #expect(await child.read() == Array("started\n".utf8))
      #expect(try refusal(path) == nil)
    }
  }

  @Test(arguments: [
    ("1234 rotate_key\n", "held by process 1234 (rotate_key)"), ("1234", "held by process 1234"),
    ("7 two words\nmore", "held by process 7 (two words)"), ("7 \u{1b}[2J", "held by process 7 (\\u{1b}[2J)"),
  ])
  func holderIsReadFromTheFile(line: String, description: String) {
    #expect(LockHolder(line: line)?.description == description)
  }

  @Test(arguments: ["", "\n", "x", "-1 a", "0 a", "99999999999 a", "１２ a"])
  func damagedHolderIsIgnored(line: String) {
    #expect(LockHolder(line: line) == nil)
  }
}
