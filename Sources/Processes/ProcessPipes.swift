#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Two pipes to a program's standard input and output. None of the four ends gets to a program by inheritance.
public struct ProcessPipes {
  /// What the program reads from, and we write to.
  public let input: (theirs: Int32, ours: Int32)
  /// What the program writes to, and we read from.
  public let output: (theirs: Int32, ours: Int32)

  public init() throws(ProcessStart.Failure) {
    var toProgram: [Int32] = [-1, -1]
    var fromProgram: [Int32] = [-1, -1]
    guard pipe(&toProgram) == 0 else { throw ProcessStart.Failure(errno: errno) }
    guard pipe(&fromProgram) == 0 else {
      let failure = errno
      for end in toProgram { close(end) }
      throw ProcessStart.Failure(errno: failure)
    }
    for end in toProgram + fromProgram { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    input = (toProgram[0], toProgram[1])
    output = (fromProgram[1], fromProgram[0])
  }

  /// Closes the program's ends, which are its own now.
  public func handOver() {
    close(input.theirs)
    close(output.theirs)
  }

  public func closeOurs() {
    close(input.ours)
    close(output.ours)
  }
}
