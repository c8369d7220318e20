import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The write end of the pipe that signal handlers use; -1 before the first `signal(among:)`.
private let signalPipe = Atomic<Int32>(-1)

extension EventLoop {
  /// Waits for one of the signals, which from now on no longer end the process by themselves.
  /// To be waited for once in a process; the handlers stay installed.
  /// - Throws: `SystemError` when the process is out of descriptors.
  public func signal(among signals: [Int32]) async throws(SystemError) -> Int32 {
    let pipe = try Pipe()
    // Never closed: a handler may write at any later time, and the number could be another descriptor's by then.
    _ = Unmanaged.passRetained(pipe)
    signalPipe.store(pipe.writeEnd, ordering: .sequentiallyConsistent)
    for signal in signals { install(signal) }
    unblock(signals)
    let descriptor = watch(pipe.readEnd)
    defer { unwatch(descriptor) }
    while true {
      if let signal = pipe.drain().first { return Int32(signal) }
      await wait(until: descriptor, isReadyFor: .read)
    }
  }

  /// A process inherits its signal mask, and some parents start processes from threads that let no signal through.
  private func unblock(_ signals: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private func install(_ signal: Int32) {
    var action = sigaction()
    let handler: @convention(c) (Int32) -> Void = { signal in
      // Only what is safe in a signal handler: an atomic load and write(2), with errno kept.
      let saved = errno
      var byte = UInt8(truncatingIfNeeded: signal)
      write(signalPipe.load(ordering: .sequentiallyConsistent), &byte, 1)
      errno = saved
    }
    #if canImport(Glibc)
      action.__sigaction_handler.sa_handler = handler
    #else
      action.__sigaction_u.__sa_handler = handler
    #endif
    action.sa_flags = Int32(SA_RESTART)
    sigaction(signal, &action, nil)
  }
}

/// Lets writing to a closed pipe or socket fail with EPIPE instead of ending the process.
public func ignoreBrokenPipes() {
  #if canImport(Glibc)
    _ = Glibc.signal(SIGPIPE, SIG_IGN)
  #else
    _ = Darwin.signal(SIGPIPE, SIG_IGN)
  #endif
}
