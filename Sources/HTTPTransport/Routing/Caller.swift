public import HTTP
import Synchronization

/// A principal, what answers it, and what it may still ask for.
public final class Caller: Sendable {
  public let principal: Principal
  let endpoint: any RequestHandler
  private let hasRate: Bool
  private let allowance: Mutex<Allowance>

  /// - Parameters:
  ///   - endpoint: answers this principal alone.
  ///   - rate: nil for no limit.
  ///   - inFlight: requests that may be in work at once; nil for no limit.
  public init(_ principal: Principal, endpoint: any RequestHandler, rate: RateLimit? = nil, inFlight: Int? = nil) {
    self.principal = principal
    self.endpoint = endpoint
    hasRate = rate != nil
    allowance = Mutex(Allowance(rate: rate, inFlight: inFlight ?? .max))
  }

  func admit(at now: () -> ContinuousClock.Instant) throws(Refusal) {
    guard hasRate else { return }
    let now = now()
    try allowance.withLock { allowance throws(Refusal) in try allowance.admit(at: now) }
  }

  func begin() throws(Refusal) {
    try allowance.withLock { allowance throws(Refusal) in try allowance.begin() }
  }

  func end() { allowance.withLock { $0.end() } }
}
