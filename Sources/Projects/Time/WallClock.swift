/// Where operations get the time of day from.
public struct WallClock: Sendable {
  private let read: @Sendable () -> Timestamp

  public init(_ read: @escaping @Sendable () -> Timestamp) { self.read = read }

  /// To the second.
  public var now: Timestamp { read().wholeSecond }

  /// Seconds since 1970.
  public func seconds() -> Int64 { now.milliseconds / 1000 }

  /// The computer's clock.
  public static let system = WallClock { Timestamp.now }
}
