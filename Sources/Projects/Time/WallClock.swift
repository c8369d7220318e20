#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where operations get the time of day from.
public struct WallClock: Sendable {
  private let read: @Sendable () -> UTCTime

  public init(_ read: @escaping @Sendable () -> UTCTime) { self.read = read }

  public var now: UTCTime { read() }

  /// The computer's clock.
  public static let system = WallClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return UTCTime(secondsSince1970: Int64(time.tv_sec))
  }
}
