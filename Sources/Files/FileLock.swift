#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An advisory lock on a file between processes, and between two holders in one process; held until the value is let go,
/// and let go by the system if the process ends (flock(2)).
///
/// The lock file is the owner's alone, says who holds it, and is never deleted: a file that is deleted while somebody
/// waits for it would let two hold "the" lock.
public struct FileLock: ~Copyable, Sendable {
  private let file: Descriptor

  /// Waits for the lock at most `waiting`, blocking the thread, and tries at least once.
  ///
  /// Throws `.locked` with the holder's words, as in "held by process 1234 (rotate_key)", when the time is over.
  public init(_ path: FilePath, purpose: String, waiting: Duration) throws(FileError) {
    let file = try FileError.reporting("lock", path) { () throws(Errno) in
      try SystemCalls.open(path.value, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600)
    }
    let status = try FileError.reporting("lock", path) { () throws(Errno) in try SystemCalls.status(of: file.value) }
    guard status.kind == .regular else {
      throw .refusal(.notRegularFile, cannot: "lock", path, "it is not a regular file")
    }
    let isHeld = try FileError.reporting("lock", path) { () throws(Errno) in
      try Self.wait(for: file, atMost: waiting)
    }
    guard isHeld else {
      let holder = LockHolder(describedIn: file)?.description ?? "held by another process"
      throw FileError(.locked, path: path.value, errno: EWOULDBLOCK, "\(path) is locked: \(holder)")
    }
    // Only words for those who wait: a full disk is no reason to do without the lock.
    try? LockHolder(process: SystemCalls.processID, purpose: purpose).write(to: file)
    self.file = file
  }

  deinit {
    // Before the descriptor closes, and the lock with it: an old holder's name must not meet the next one's.
    try? SystemCalls.truncate(file.value)
  }

  /// What `body` gives, run under the lock; see ``init(_:purpose:waiting:)``. What it throws is passed on.
  public static func withLock<Result>(
    _ path: FilePath, purpose: String, waiting: Duration, _ body: () throws -> Result
  ) throws -> Result {
    let lock = try FileLock(path, purpose: purpose, waiting: waiting)
    return try withExtendedLifetime(lock, body)
  }

  private static func wait(for file: borrowing Descriptor, atMost limit: Duration) throws(Errno) -> Bool {
    let start = ContinuousClock.now
    var pause: Int64 = 2_000_000
    while true {
      if try SystemCalls.tryLock(file.value) { return true }
      let left = limit - start.duration(to: .now)
      guard left > .zero else { return false }
      // Jitter, so that many who wait don't come back together.
      let next = Int64.random(in: pause / 2...pause)
      SystemCalls.sleep(nanoseconds: left < .nanoseconds(next) ? left.components.attoseconds / 1_000_000_000 : next)
      pause = min(pause * 2, 50_000_000)
    }
  }
}
