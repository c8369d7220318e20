#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A pipe of single bytes, both ends non-blocking: how other threads and signal handlers wake the loop.
final class Pipe: Sendable {
  let readEnd: Int32
  let writeEnd: Int32

  init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError(errno, in: "pipe") }
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// A full pipe is fine: the reader has enough to wake up for.
  func write(_ byte: UInt8) {
    var byte = byte
    #if canImport(Glibc)
      _ = Glibc.write(writeEnd, &byte, 1)
    #else
      _ = Darwin.write(writeEnd, &byte, 1)
    #endif
  }

  /// Takes out all that is there: a poller that reports edges says nothing of bytes that were left behind.
  @discardableResult
  func drain() -> [UInt8] {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
      var taken: [UInt8] = []
      while true {
        let count = read(readEnd, buffer.baseAddress, buffer.count)
        if count > 0 { taken.append(contentsOf: buffer[..<count]) }
        guard count == buffer.count || (count < 0 && errno == EINTR) else { return taken }
      }
    }
  }
}
