#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Starts another program. Of our descriptors it gets its standard streams and no other, signals are for it as usual, and it is
/// given exactly the variables that are named.
struct ProcessStart {
  /// The system's number of what failed.
  struct Failure: Error, Equatable {
    let errno: Int32
  }

  /// What a standard stream of the program leads to.
  enum Stream {
    case descriptor(Int32)
    case nowhere
    /// Where ours leads.
    case shared
  }

  /// A path; a name without a slash is looked for in our PATH.
  let program: String
  let arguments: [String]
  /// All of it, each as `NAME=VALUE`.
  let environment: [String]
  let input: Stream
  let output: Stream
  let error: Stream
  /// In a process group of its own: Ctrl-C isn't for it, and what it starts can be ended with it.
  var isGroup = true

  func run() throws(Failure) -> pid_t {
    var actions = Self.noActions
    var attributes = Self.noAttributes
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (stream, number) in [(input, STDIN_FILENO), (output, STDOUT_FILENO), (error, STDERR_FILENO)] {
      switch stream {
      case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
      case .nowhere: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
      case .shared: Self.share(number, &actions)
      }
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var flags = Self.systemFlags | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    if isGroup {
      posix_spawnattr_setpgroup(&attributes, 0)
      flags |= Int32(POSIX_SPAWN_SETPGROUP)
    }
    posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
    let strings = ([program] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for string in strings + variables { free(string) } }
    var process: pid_t = 0
    let failure =
      program.contains("/")
      ? posix_spawn(&process, program, &actions, &attributes, strings, variables)
      : posix_spawnp(&process, program, &actions, &attributes, strings, variables)
    guard failure == 0 else { throw Failure(errno: failure) }
    return process
  }
}

/// Two pipes to a program's standard input and output. None of the four ends gets to a program by inheritance.
struct ProcessPipes {
  /// What the program reads from, and we write to.
  let input: (theirs: Int32, ours: Int32)
  /// What the program writes to, and we read from.
  let output: (theirs: Int32, ours: Int32)

  init() throws(ProcessStart.Failure) {
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
  func handOver() {
    close(input.theirs)
    close(output.theirs)
  }

  func closeOurs() {
    close(input.ours)
    close(output.ours)
  }
}
