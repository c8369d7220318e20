#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waits without giving the thread away, as for everything else that the sandbox does in process.
func blockThread(for duration: Duration) {
  let (seconds, attoseconds) = duration.components
  var time = timespec(tv_sec: Int(clamping: seconds), tv_nsec: Int(clamping: attoseconds / 1_000_000_000))
  var rest = timespec()
  while nanosleep(&time, &rest) != 0, errno == EINTR { time = rest }
}
