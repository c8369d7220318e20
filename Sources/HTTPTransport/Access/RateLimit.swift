/// How many requests a principal may send: a steady rate, and a burst beyond it.
public struct RateLimit: Sendable, Equatable {
  let interval: Duration
  let tolerance: Duration

  /// - Parameters:
  ///   - perSecond: 1 to 1,000,000 requests.
  ///   - burst: requests that may come at once after a pause; at least 1.
  public init?(perSecond: Int, burst: Int) {
    guard (1...1_000_000).contains(perSecond), (1...10_000_000).contains(burst) else { return nil }
    interval = .nanoseconds(1_000_000_000 / perSecond)
    tolerance = interval * (burst - 1)
  }

  /// From `10/s`: ten a second, with a burst of twice as many, at least ten, for a client's first requests come together.
  public init?(_ text: String) {
    guard text.hasSuffix("/s"), text.utf8.first != UInt8(ascii: "+"), let number = Int(text.dropLast(2)),
      (1...1_000_000).contains(number)
    else { return nil }
    self.init(perSecond: number, burst: max(10, 2 * number))
  }
}

/// A token bucket that only remembers until when its tokens are spent (the generic cell rate algorithm, ITU-T I.371).
struct TokenBucket: Sendable {
  let limit: RateLimit
  private var spentUntil: ContinuousClock.Instant?

  init(_ limit: RateLimit) { self.limit = limit }

  /// Takes a token.
  /// - Returns: nil when there was one; else after how long there will be.
  mutating func take(at now: ContinuousClock.Instant) -> Duration? {
    let spent = max(spentUntil ?? now, now)
    let excess = now.duration(to: spent) - limit.tolerance
    guard excess <= .zero else { return excess }
    spentUntil = spent + limit.interval
    return nil
  }
}

/// What one principal may still ask for, now.
struct Allowance: Sendable {
  private var bucket: TokenBucket?
  private let inFlightLimit: Int
  private(set) var inFlight = 0

  /// - Parameters:
  ///   - rate: nil for no limit.
  ///   - inFlight: requests that may be in work at once.
  init(rate: RateLimit?, inFlight: Int) {
    bucket = rate.map { TokenBucket($0) }
    inFlightLimit = inFlight
  }

  /// Counts a request that came, before its body is read.
  mutating func admit(at now: ContinuousClock.Instant) throws(Refusal) {
    if let wait = bucket?.take(at: now) { throw .tooManyRequests(after: wait, "Too many requests a second.") }
  }

  /// Counts a request that is being answered, until `end()`.
  mutating func begin() throws(Refusal) {
    guard inFlight < inFlightLimit else {
      throw .tooManyRequests(after: .seconds(1), "Too many requests are in work at once.")
    }
    inFlight += 1
  }

  mutating func end() { inFlight -= 1 }
}
