#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A shell command that runs until its input is closed.
struct ChildProcess {
  struct NotStarted: Error {}

  private let process: pid_t
  private let input: Int32
  private let output: Int32

  /// Returns when the command has written its first byte.
  init(shell command: String) throws {
    var toChild: [Int32] = [-1, -1]
    var fromChild: [Int32] = [-1, -1]
    guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { throw NotStarted() }
    for descriptor in toChild + fromChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    let words = ["/bin/sh", "-c", command]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/local/bin:/usr/bin:/bin"), nil]
    defer { for pointer in arguments + environment { free(pointer) } }
    var process = pid_t()
    let result = posix_spawn(&process, "/bin/sh", &actions, nil, &arguments, &environment)
    close(toChild[0])
    close(fromChild[1])
    self.process = process
    input = toChild[1]
    output = fromChild[0]
    var byte: UInt8 = 0
    guard result == 0, read(output, &byte, 1) == 1 else { throw NotStarted() }
  }

  /// Closes its input and waits for its end.
  func finish() {
    close(input)
    close(output)
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1 && errno == EINTR {}
  }
}
