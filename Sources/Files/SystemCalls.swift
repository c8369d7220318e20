#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system's error number.
struct Errno: Error, Equatable {
  let value: Int32
}

/// Every call of this module into the C library, each with EINTR handled and errno thrown; no rule lives here.
///
/// `directory` is a descriptor that relative paths start from, or ``currentDirectory``.
enum SystemCalls {
  static let currentDirectory = AT_FDCWD

  static func open(
    _ path: String, in directory: Int32 = currentDirectory, _ flags: Int32, mode: FileMode = 0
  ) throws(Errno) -> Descriptor {
    let descriptor = try retrying { openat(directory, path, flags | O_CLOEXEC | O_NOCTTY, mode_t(mode.rawValue)) }
    return Descriptor(descriptor)
  }

  /// How many bytes came; 0 at the end of the file.
  static func read(_ descriptor: Int32, into buffer: inout [UInt8]) throws(Errno) -> Int {
    try retrying { posixRead(descriptor, &buffer, buffer.count) }
  }

  /// How many of the bytes after the first `offset` were taken; may be fewer than there are.
  static func write(_ descriptor: Int32, _ bytes: [UInt8], after offset: Int) throws(Errno) -> Int {
    try retrying {
      bytes.dropFirst(offset).withUnsafeBytes { posixWrite(descriptor, $0.baseAddress, $0.count) }
    }
  }

  static func status(of descriptor: Int32) throws(Errno) -> FileStatus {
    var status = stat()
    _ = try retrying { fstat(descriptor, &status) }
    return FileStatus(status)
  }

  static func status(
    _ path: String, in directory: Int32 = currentDirectory, followingLinks: Bool
  ) throws(Errno) -> FileStatus {
    var status = stat()
    _ = try retrying { fstatat(directory, path, &status, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW) }
    return FileStatus(status)
  }

  static func changeMode(of descriptor: Int32, to mode: FileMode) throws(Errno) {
    _ = try retrying { fchmod(descriptor, mode_t(mode.rawValue)) }
  }

  static func changeOwner(of descriptor: Int32, to owner: UInt32, group: UInt32) throws(Errno) {
    _ = try retrying { fchown(descriptor, owner, group) }
  }

  static func truncate(_ descriptor: Int32) throws(Errno) {
    _ = try retrying { ftruncate(descriptor, 0) }
  }

  static func seekToStart(_ descriptor: Int32) throws(Errno) {
    _ = try retrying { lseek(descriptor, 0, SEEK_SET) }
  }

  static func rename(_ old: String, to new: String, in directory: Int32) throws(Errno) {
    _ = try retrying { renameat(directory, old, directory, new) }
  }

  static func link(_ old: String, to new: String, in directory: Int32) throws(Errno) {
    _ = try retrying { linkat(directory, old, directory, new, 0) }
  }

  static func unlink(_ path: String, in directory: Int32) throws(Errno) {
    _ = try retrying { unlinkat(directory, path, 0) }
  }

  static func removeDirectory(_ path: String, in directory: Int32) throws(Errno) {
    _ = try retrying { unlinkat(directory, path, AT_REMOVEDIR) }
  }

  static func makeDirectory(_ path: String, mode: FileMode) throws(Errno) {
    _ = try retrying { mkdir(path, mode_t(mode.rawValue)) }
  }

  static func makeSymbolicLink(_ path: String, to target: String) throws(Errno) {
    _ = try retrying { symlink(target, path) }
  }

  /// At most `limit` bytes of what a symbolic link says.
  static func linkTarget(_ path: String, limit: Int) throws(Errno) -> [UInt8] {
    var buffer = [CChar](repeating: 0, count: limit)
    let count = try retrying { readlink(path, &buffer, limit) }
    return buffer.prefix(count).map(UInt8.init(bitPattern:))
  }

  /// Whether the exclusive lock was free, and is now ours.
  static func tryLock(_ descriptor: Int32) throws(Errno) -> Bool {
    do {
      _ = try retrying { flock(descriptor, LOCK_EX | LOCK_NB) }
      return true
    } catch  where error.value == EWOULDBLOCK {
      return false
    }
  }

  static func sleep(nanoseconds: Int64) {
    var time = timespec(tv_sec: time_t(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    nanosleep(&time, nil)
  }

  static var processID: Int32 { getpid() }
  static var effectiveUser: UInt32 { geteuid() }

  static func retrying<Result: SignedInteger>(_ call: () -> Result) throws(Errno) -> Result {
    while true {
      let result = call()
      if result != -1 { return result }
      let number = errno
      if number != EINTR { throw Errno(value: number) }
    }
  }
}

/// An open file: closed when it is let go.
struct Descriptor: ~Copyable {
  let value: Int32

  init(_ value: Int32) { self.value = value }

  // No retry after EINTR: the descriptor is gone by then, and may already be another thread's.
  deinit { close(value) }
}

// Inside `SystemCalls` the names `read` and `write` mean its own functions.
private func posixRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

private func posixWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
