#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lets the process have as many descriptors open as it may, up to `wanted`: a connection is one, and what the operations open
/// comes on top. The usual 1,024 would leave nothing for the files of a project.
func raiseDescriptorLimit(to wanted: UInt64) {
  var limit = rlimit()
  #if canImport(Glibc)
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    let resource = RLIMIT_NOFILE
  #endif
  guard getrlimit(resource, &limit) == 0, UInt64(limit.rlim_cur) < wanted else { return }
  limit.rlim_cur = min(limit.rlim_max, rlim_t(wanted))
  setrlimit(resource, &limit)
}
