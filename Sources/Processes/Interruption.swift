import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process group that is to end when this process is told to; 0 when there is none.
private let endingGroup = Atomic<Int32>(0)
/// The signal that is to end this process later; 0 when there was none.
private let pendingSignal = Atomic<Int32>(0)

/// What happens when this process is told to end, by SIGINT, SIGTERM or SIGHUP. A second signal ends it at once.
public enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  private static var signalSet: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }

  /// - Parameter handler: does only what is safe in a signal handler.
  private static func handle(_ handler: @convention(c) (Int32) -> Void) {
    for number in signals {
      var action = sigaction()
      #if canImport(Glibc)
        action.__sigaction_handler.sa_handler = handler
      #else
        action.__sigaction_u.__sa_handler = handler
      #endif
      // The default comes back with the first signal, and what is raised then ends the process.
      action.sa_flags = Int32(bitPattern: UInt32(truncatingIfNeeded: Int(SA_RESETHAND)))
      sigaction(number, &action, nil)
    }
    // Some parents start processes from threads that let no signal through, and the mask is inherited.
    var set = signalSet
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}

// MARK: - Later

extension Interruption {
  /// From now on a signal is only noted; `carryOut()` is to be called soon after.
  public static func postpone() {
    handle { pendingSignal.store($0, ordering: .sequentiallyConsistent) }
  }

  /// Whether a signal was noted.
  public static var isPending: Bool { pendingSignal.load(ordering: .sequentiallyConsistent) != 0 }

  /// Ends the process by the signal that was noted, if one was.
  public static func carryOut() {
    if isPending { raise(pendingSignal.load(ordering: .sequentiallyConsistent)) }
  }
}

// MARK: - With what was started

/// What we have started ends with us: it is in a process group of its own, which Ctrl-C doesn't reach.
extension Interruption {
  /// From now on a signal ends the group first, and this process then, as it does by default.
  public static func endsStartedPrograms() {
    handle { number in
      let group = endingGroup.load(ordering: .sequentiallyConsistent)
      if group > 0 { kill(-group, SIGKILL) }
      raise(number)
    }
  }

  /// Starts a program whose group ends with us. On this thread no signal gets in between its start and our knowing of it.
  static func start(_ start: ProcessStart) throws(ProcessStart.Failure) -> Int32 {
    var blocked = signalSet
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let process = try start.run()
    endingGroup.store(process, ordering: .sequentiallyConsistent)
    return process
  }

  /// To be said before the program is waited for: later its number may be another one's.
  static func forget(_ process: Int32) {
    _ = endingGroup.compareExchange(expected: process, desired: 0, ordering: .sequentiallyConsistent)
  }
}
