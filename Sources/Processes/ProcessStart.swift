#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Starts another program. Of our descriptors it gets its standard streams and no other, signals are for it as usual, and it is
/// given exactly the variables that are named.
public struct ProcessStart {
  /// The system's number of what failed.
  public struct Failure: Error, Equatable {
    public let errno: Int32
  }

  /// What a standard stream of the program leads to.
  public enum Stream: Sendable {
    case descriptor(Int32)
    /// A file: read as standard input; as another stream made where it isn't there (0600), and written at its end.
    case file(String)
    case nowhere
    /// Where ours leads.
    case shared
    case closed
  }

  /// A path; a name without a slash is looked for in our PATH.
  let program: String
  let arguments: [String]
  /// All of it, each as `NAME=VALUE`.
  let environment: [String]
  let input: Stream
  let output: Stream
  let error: Stream
  let isGroup: Bool

  /// - Parameters:
  ///   - program: a path; a name without a slash is looked for in our PATH.
  ///   - arguments: without the program's name.
  ///   - environment: all of it, each as `NAME=VALUE`.
  ///   - isGroup: in a process group of its own: Ctrl-C isn't for it, and what it starts can be ended with it.
  public init(
    _ program: String, _ arguments: [String], environment: [String], input: Stream, output: Stream, error: Stream,
    isGroup: Bool
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.input = input
    self.output = output
    self.error = error
    self.isGroup = isGroup
  }

  /// - Returns: the process's number, which is to be waited for.
  public func run() throws(Failure) -> Int32 {
    var actions = Self.noActions
    var attributes = Self.noAttributes
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    connect(input, to: STDIN_FILENO, &actions)
    connect(output, to: STDOUT_FILENO, &actions)
    connect(error, to: STDERR_FILENO, &actions)
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
    var process: Int32 = 0
    let failure =
      program.contains("/")
      ? posix_spawn(&process, program, &actions, &attributes, strings, variables)
      : posix_spawnp(&process, program, &actions, &attributes, strings, variables)
    guard failure == 0 else { throw Failure(errno: failure) }
    return process
  }

  /// Waits for a process's end.
  /// - Returns: the exit status; nil when a signal ended it.
  public static func wait(for process: Int32) -> Int32? {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return exitStatus(status)
  }

  /// - Parameter status: as waitpid(2) gives it.
  static func exitStatus(_ status: Int32) -> Int32? { status & 0x7F == 0 ? (status >> 8) & 0xFF : nil }

  private func connect(_ stream: Stream, to number: Int32, _ actions: inout Actions) {
    switch stream {
    case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
    case .file(let path):
      let access = number == STDIN_FILENO ? O_RDONLY : O_WRONLY | O_CREAT | O_APPEND
      posix_spawn_file_actions_addopen(&actions, number, path, access, 0o600)
    case .nowhere: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
    case .shared: Self.share(number, &actions)
    case .closed: posix_spawn_file_actions_addclose(&actions, number)
    }
  }
}
