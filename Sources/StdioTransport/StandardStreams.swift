#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process's standard streams, taken for the protocol.
public struct StandardStreams: Sendable {
  public let input: Int32
  public let output: Int32

  /// Moves standard output away and puts standard error in its place, so that nothing but the protocol can reach the
  /// client: neither a stray `print` nor a library that writes to descriptor 1.
  ///
  /// To be called before anything else is opened, which could get the number of a standard stream that the parent closed.
  /// Nil when standard input or output is closed.
  public static func take() -> StandardStreams? {
    guard fcntl(STDIN_FILENO, F_GETFD) >= 0 else { return nil }
    let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard output >= 0, openStandardError(), dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else { return nil }
    guard let input = nonBlocking(STDIN_FILENO, O_RDONLY), let output = nonBlocking(output, O_WRONLY) else {
      return nil
    }
    return StandardStreams(input: input, output: output)
  }

  /// What goes to a closed standard error goes nowhere, and not to whatever gets its number.
  private static func openStandardError() -> Bool {
    if fcntl(STDERR_FILENO, F_GETFD) >= 0 { return true }
    // The lowest free number is that of standard error, since the two others are open.
    return open("/dev/null", O_WRONLY) == STDERR_FILENO
  }

  /// A descriptor for the same stream that doesn't block; regular files stay as they are.
  ///
  /// Pipes and terminals are opened anew where the system allows it: the mode belongs to the open file, and the parent shares
  /// the one that it handed down.
  private static func nonBlocking(_ descriptor: Int32, _ access: Int32) -> Int32? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      return descriptor
    case S_IFIFO, S_IFCHR:
      let own = open("/proc/self/fd/\(descriptor)", access | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
      if own >= 0 { return own }
      fallthrough
    default:
      let flags = fcntl(descriptor, F_GETFL)
      return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 ? descriptor : nil
    }
  }
}
