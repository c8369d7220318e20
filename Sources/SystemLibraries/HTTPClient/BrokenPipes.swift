#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps SIGPIPE from this thread, from now on. Before 7.87 libcurl lets its TLS library write to connections that the
/// other side has closed, and without signals (CURLOPT_NOSIGNAL) nobody else prevents that from ending the process.
func blockBrokenPipes() {
  var signals = sigset_t()
  sigemptyset(&signals)
  sigaddset(&signals, SIGPIPE)
  pthread_sigmask(SIG_BLOCK, &signals, nil)
}
