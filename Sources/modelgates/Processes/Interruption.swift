import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process group that is to end when this process is told to; 0 when there is none.
private let endingGroup = Atomic<Int32>(0)

/// What we have started ends with us when we are interrupted: it is in a process group of its own, which Ctrl-C doesn't reach.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// From now on SIGINT, SIGTERM and SIGHUP end the group first, and this process then, as they do by default.
  static func endsStartedPrograms() {
    for number in signals {
      var action = sigaction()
      let handler: @convention(c) (Int32) -> Void = { number in
        // Only what is safe in a signal handler.
        let group = endingGroup.load(ordering: .sequentiallyConsistent)
        if group > 0 { kill(-group, SIGKILL) }
        raise(number)
      }
      #if canImport(Glibc)
        action.__sigaction_handler.sa_handler = handler
      #else
        action.__sigaction_u.__sa_handler = handler
      #endif
      // The default comes back with the first signal, and what the handler raises ends the process.
      action.sa_flags = Int32(bitPattern: UInt32(truncatingIfNeeded: Int(SA_RESETHAND)))
      sigaction(number, &action, nil)
    }
    // Some parents start processes from threads that let no signal through, and the mask is inherited.
    var set = signalSet
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private static var signalSet: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }

  /// Starts a program whose group ends with us. On this thread no signal gets in between its start and our knowing of it.
  static func start(_ start: ProcessStart) throws(ProcessStart.Failure) -> pid_t {
    var blocked = signalSet
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let process = try start.run()
    endingGroup.store(process, ordering: .sequentiallyConsistent)
    return process
  }

  /// To be said before the program is waited for: later its number may be another one's.
  static func forget(_ process: pid_t) {
    _ = endingGroup.compareExchange(expected: process, desired: 0, ordering: .sequentiallyConsistent)
  }
}
