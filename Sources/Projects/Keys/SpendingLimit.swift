public import Gateway

/// How much a key may spend, in all or in each of a row of periods.
public struct SpendingLimit: Sendable, Hashable {
  public let amount: USD
  /// When it starts anew; nil for never.
  public let reset: LimitReset?

  /// - Throws: `invalid_argument` for an amount below zero.
  public init(_ amount: USD, reset: LimitReset? = nil) throws(ProjectError) {
    guard amount >= .zero else { throw .invalidArgument("A spending limit is 0 dollars or more.") }
    self.amount = amount
    self.reset = reset
  }

  /// As the gateway says it of a key; nil when it has none.
  init?(_ info: KeyInfo) {
    guard let limit = info.limit, limit >= .zero else { return nil }
    amount = limit
    reset = info.limitReset.flatMap { LimitReset(rawValue: $0.text) }
  }

  /// As it is kept in the state and the journal.
  init?(amount: USD?, reset: String?) {
    guard let amount, amount >= .zero else { return nil }
    self.amount = amount
    self.reset = reset.flatMap { LimitReset(rawValue: $0) }
  }
}

extension SpendingLimit: CustomStringConvertible {
  public var description: String { "$\(amount)" + (reset.map { " \($0.rawValue)" } ?? "") }
}

extension ResourceOptions {
  init(_ limit: SpendingLimit?) {
    self.init()
    if let limit { self.limit = .set(limit.amount, limit.reset) }
  }
}
