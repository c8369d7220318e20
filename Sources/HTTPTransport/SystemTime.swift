#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The time in seconds since 1970, by the computer's clock.
public let systemTime: @Sendable () -> Int64 = { Int64(time(nil)) }
