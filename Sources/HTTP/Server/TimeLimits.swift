import Synchronization

/// The time limits of connections, in ticks: a server that looks at all of them once a tick needs neither a timer nor a clock
/// for each request.
final class TimeLimits: Sendable {
  /// Ticks after which a limit is exceeded for certain.
  struct Ticks {
    let head, body, idle, write, linger: Int
  }

  let tick: Duration
  let ticks: Ticks
  private let count = Atomic(0)

  /// How long a client may go on sending what is no longer wanted, so that it gets to reading the answer.
  private static let lingerTime = Duration.seconds(2)

  init(_ options: HTTPServerOptions) {
    let times = [options.headTime, options.bodyTime, options.idleTime, options.writeTime]
    let tick = max(.milliseconds(5), min(.seconds(1), (times.min() ?? .zero) / 4))
    func ticks(_ time: Duration) -> Int {
      // One more, since the first tick may come at once.
      let count = (max(.zero, min(time, .seconds(1_000_000_000))) / tick).rounded(.up)
      return Int(exactly: count).map { $0 + 1 } ?? .max
    }
    self.tick = tick
    self.ticks = Ticks(
      head: ticks(options.headTime), body: ticks(options.bodyTime), idle: ticks(options.idleTime),
      write: ticks(options.writeTime), linger: ticks(min(Self.lingerTime, options.bodyTime)))
  }

  var now: Int { count.load(ordering: .relaxed) }

  func advance() { count.add(1, ordering: .relaxed) }
}
