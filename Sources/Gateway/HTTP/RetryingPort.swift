/// Repeats what failed for a reason that may pass, where repeating it can't do its work twice.
///
/// That is a request that is repeatable by itself, or one that certainly never arrived. When an attempt may have done its
/// work without saying so, and no later one succeeds, then that attempt is what is reported: the caller must know that
/// something may have been done.
public struct RetryingPort: HTTPPort {
  /// What time it is, how to wait, and what chance says.
  public struct Timing: Sendable {
    let now: @Sendable () -> ContinuousClock.Instant
    /// Throws when the waiting is cancelled.
    let sleep: @Sendable (Duration) async throws -> Void
    /// From 0 to below 1: which part of the latter half of a delay is waited.
    let jitter: @Sendable () -> Double

    public init(
      now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
      sleep: @escaping @Sendable (Duration) async throws -> Void,
      jitter: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
      self.now = now
      self.sleep = sleep
      self.jitter = jitter
    }
  }

  private let port: any HTTPPort
  private let timing: Timing

  /// Including the first.
  private static let attempts = 3
  /// Before the second attempt; doubled before each further one.
  private static let firstDelay = Duration.milliseconds(500)
  /// The longest Retry-After that is waited for. A longer one is left to the caller.
  private static let longestWait = Duration.seconds(5)
  /// No attempt begins later than this after the first.
  private static let deadline = Duration.seconds(20)

  public init(_ port: any HTTPPort, timing: Timing) {
    self.port = port
    self.timing = timing
  }

  public var name: String { port.name }

  public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    let start = timing.now()
    var uncertain: Outcome?
    var attempt = 1
    while true {
      let outcome = await outcome(of: request)
      if outcome.isSuccess || request.method == .get { uncertain = nil }
      guard attempt < Self.attempts, outcome.mayPass, request.isRepeatable || !outcome.mayHaveArrived,
        let delay = delay(before: attempt + 1, after: outcome), timing.now() + delay - start < Self.deadline,
        (try? await timing.sleep(delay)) != nil
      else { return try (uncertain ?? outcome).get() }
      if outcome.mayHaveTakenEffect, request.method != .get { uncertain = uncertain ?? outcome }
      attempt += 1
    }
  }

  private typealias Outcome = Result<HTTPResponse, HTTPFailure>

  private func outcome(of request: HTTPRequest) async -> Outcome {
    do throws(HTTPFailure) {
      return .success(try await port.send(request))
    } catch {
      return .failure(error)
    }
  }

  /// Nil when the gateway asks for a longer wait than is taken.
  private func delay(before attempt: Int, after outcome: Outcome) -> Duration? {
    let backoff = Self.firstDelay * (1 << (attempt - 2))
    let chance = backoff / 2 + backoff / 2 * timing.jitter()
    guard let asked = (try? outcome.get())?.retryAfterMs else { return chance }
    let wait = Duration.milliseconds(asked)
    return wait <= Self.longestWait ? max(wait, chance) : nil
  }
}

extension Result<HTTPResponse, HTTPFailure> {
  fileprivate var isSuccess: Bool {
    guard case .success(let response) = self else { return false }
    return (200..<300).contains(response.status)
  }

  /// Whether the reason for the failure may be gone a moment later.
  fileprivate var mayPass: Bool {
    switch self {
    case .success(let response):
      [408, 429, 500, 502, 503, 504].contains(response.status) || (520...529).contains(response.status)
    case .failure(let failure): [.unreachable, .timedOut, .cutOff].contains(failure.code)
    }
  }

  fileprivate var mayHaveArrived: Bool {
    guard case .failure(let failure) = self else { return true }
    return failure.mayHaveArrived
  }

  /// Whether the gateway may have done its work all the same.
  fileprivate var mayHaveTakenEffect: Bool {
    switch self {
    case .success(let response): response.status >= 500 || response.status == 408
    case .failure(let failure): failure.mayHaveArrived
    }
  }
}
