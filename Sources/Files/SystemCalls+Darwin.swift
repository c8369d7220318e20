#if canImport(Darwin)
  import Darwin

  extension SystemCalls {
    /// What was written reaches the device before this returns: fsync(2) alone stops at the drive's own cache here.
    static func synchronize(_ descriptor: Int32) throws(Errno) {
      do {
        _ = try retrying { fcntl(descriptor, F_FULLFSYNC) }
      } catch {
        _ = try retrying { fsync(descriptor) }
      }
    }

    static var environmentBlock: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? { _NSGetEnviron().pointee }
  }
#endif
