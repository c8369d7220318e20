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

/// All who may call.
public struct Callers: Sendable {
  private enum Table: Sendable {
    case anyone(Caller)
    case holders(TokenTable, [Caller])
  }
  private let table: Table

  /// Whoever reaches the server is this one: for a server that only its own computer reaches.
  public static func anyone(_ caller: Caller) -> Callers { Callers(table: .anyone(caller)) }

  /// Those who have a token.
  /// - Parameter caller: makes the caller of an entry.
  /// - Throws: `CryptoError` where digests can't be made, and what `caller` throws.
  public static func holders(of file: TokenFile, _ caller: (TokenFile.Entry) throws -> Caller) throws -> Callers {
    let table = try TokenTable(file.entries)
    return Callers(table: .holders(table, try file.entries.map(caller)))
  }

  /// Who sent this.
  /// - Throws: 401 for nobody that is known, 400 for an `Authorization` that can't be read.
  func caller(sending fields: HTTPFields) throws(Refusal) -> Caller {
    switch table {
    case .anyone(let caller): return caller
    case .holders(let table, let callers):
      guard let place = table.place(of: try BearerToken.sent(in: fields)), callers.indices.contains(place) else {
        throw .unauthorized("invalid_token", "The token isn't known here.")
      }
      return callers[place]
    }
  }

  var haveTokens: Bool { if case .holders = table { true } else { false } }
}
