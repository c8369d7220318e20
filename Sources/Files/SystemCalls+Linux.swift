#if canImport(Glibc)
  // `environ` is a mutable global; this process never changes its environment.
  @preconcurrency import Glibc

  extension SystemCalls {
    /// What was written reaches the device before this returns.
    static func synchronize(_ descriptor: Int32) throws(Errno) {
      _ = try retrying { fsync(descriptor) }
    }

    static var environmentBlock: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? { environ }
  }
#endif
