import EventLoop

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a new process gets as its standard streams, for posix_spawn(3).
struct SpawnPlan: ~Copyable {
  private var actions = posix_spawn_file_actions_t()
  private var childEnds: [Int32] = []

  init() { posix_spawn_file_actions_init(&actions) }

  /// Returns the test's end of a pipe; -1 for other streams.
  mutating func connect(_ stream: ChildProcess.Stream, to number: Int32) throws(SystemError) -> Int32 {
    let isInput = number == STDIN_FILENO
    switch stream {
    case .pipe:
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { throw SystemError(errno, in: "pipe") }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      let childEnd = isInput ? ends[0] : ends[1]
      childEnds.append(childEnd)
      posix_spawn_file_actions_adddup2(&actions, childEnd, number)
      return isInput ? ends[1] : ends[0]
    case .file(let path):
      posix_spawn_file_actions_addopen(
        &actions, number, path, isInput ? O_RDONLY : O_WRONLY | O_CREAT | O_APPEND, 0o600)
    case .descriptor(let descriptor):
      posix_spawn_file_actions_adddup2(&actions, descriptor, number)
    case .closed:
      posix_spawn_file_actions_addclose(&actions, number)
    case .inherited:
      break
    }
    return -1
  }

  mutating func spawn(_ path: String, _ arguments: [String]) throws(SystemError) -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The child must not inherit that this process ignores broken pipes.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

    var argv = ([path] + arguments).map { strdup($0) }
    argv.append(nil)
    defer { for argument in argv { free(argument) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, path, &actions, &attributes, argv, environ)
    guard failure == 0 else { throw SystemError(failure, in: "posix_spawn") }
    return process
  }

  mutating func end() {
    for end in childEnds { close(end) }
    childEnds = []
    posix_spawn_file_actions_destroy(&actions)
  }
}
