import HTTP
import Testing

@testable import HTTPTransport

struct RateLimitTests {
  private let start = ContinuousClock.Instant.now

  @Test func burstThenSteadyRate() throws {
    var bucket = TokenBucket(try #require(RateLimit(perSecond: 10, burst: 3)))
    let waits = (0..<4).map { _ in bucket.take(at: start) }
    #expect(waits == [nil, nil, nil, .milliseconds(100)])
    #expect(bucket.take(at: start + .milliseconds(99)) == .milliseconds(1))
    #expect(bucket.take(at: start + .milliseconds(100)) == nil)
    #expect(bucket.take(at: start + .milliseconds(100)) == .milliseconds(100))
  }

  @Test func refusedRequestCostsNothing() throws {
    var bucket = TokenBucket(try #require(RateLimit(perSecond: 1, burst: 1)))
    #expect(bucket.take(at: start) == nil)
    for _ in 0..<1000 { #expect(bucket.take(at: start) == .seconds(1)) }
    #expect(bucket.take(at: start + .seconds(1)) == nil)
  }

  @Test func pauseGivesNoMoreThanTheBurst() throws {
    var bucket = TokenBucket(try #require(RateLimit(perSecond: 5, burst: 2)))
    _ = bucket.take(at: start)
    let later = start + .seconds(86_400)
    #expect((0..<3).map { _ in bucket.take(at: later) == nil } == [true, true, false])
  }

  /// Against a plain count: in any window of t seconds at most burst + rate × t are let in.
  @Test func noWindowLetsInMoreThanRateAndBurst() throws {
    var generator = SystemRandomNumberGenerator()
    var bucket = TokenBucket(try #require(RateLimit(perSecond: 20, burst: 7)))
    var now = start
    var admitted: [ContinuousClock.Instant] = []
    for _ in 0..<2000 {
      now += .milliseconds(Int.random(in: 0...60, using: &generator))
      if bucket.take(at: now) == nil { admitted.append(now) }
    }
    for (index, first) in admitted.enumerated() {
      let inWindow = admitted[index...].prefix { first.duration(to: $0) <= .seconds(2) }.count
      #expect(inWindow <= 7 + 40 + 1)
    }
  }

  @Test func aClockThatGoesBackLetsNobodyInTwice() throws {
    var bucket = TokenBucket(try #require(RateLimit(perSecond: 1, burst: 1)))
    #expect(bucket.take(at: start + .seconds(10)) == nil)
    #expect(bucket.take(at: start) == .seconds(11))
  }

  @Test func limitIsWrittenAsRequestsASecond() throws {
    #expect(RateLimit("10/s") == RateLimit(perSecond: 10, burst: 20))
    #expect(RateLimit("1/s") == RateLimit(perSecond: 1, burst: 10))
    #expect(RateLimit("1000000/s") != nil)
    for text in [
      "", "10", "/s", "0/s", "-1/s", "+1/s", "1.5/s", "10/m", "10 /s", "1000001/s", "99999999999999999999/s",
    ] {
      #expect(RateLimit(text) == nil, "\(text)")
    }
  }

  @Test(arguments: [
    (Duration.milliseconds(1), "1"), (.seconds(1), "1"), (.milliseconds(1001), "2"), (.seconds(61), "61"),
  ])
  func retryAfterIsInWholeSeconds(_ wait: Duration, _ expected: String) {
    #expect(Refusal.tooManyRequests(after: wait, "").fields["retry-after"] == expected)
  }
}
