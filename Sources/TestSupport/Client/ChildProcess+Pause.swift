#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ChildProcess {
  /// Looks at something again after a while, where there is no event to wait for: another process's memory.
  public func pause(milliseconds: Int32) async {
    await withTaskExecutorPreference(Self.threads) { _ = poll(nil, 0, milliseconds) }
  }
}
