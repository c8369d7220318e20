import Gateway

extension APIKey {
  struct Usage: Sendable, Equatable {
    let total: Money
    let daily: Money
    let weekly: Money
    let monthly: Money
  }

  /// What was spent in all and in the current day, week and month of UTC.
  func usage(at now: Int) -> Usage {
    Usage(
      total: usage,
      daily: UTC.day(usedAt) == UTC.day(now) ? usageDaily : .zero,
      weekly: UTC.week(usedAt) == UTC.week(now) ? usageWeekly : .zero,
      monthly: UTC.month(usedAt) == UTC.month(now) ? usageMonthly : .zero)
  }

  /// What may still be spent before the limit resets; nil without a limit, never below zero.
  func limitRemaining(at now: Int) -> Money? {
    guard let limit else { return nil }
    let usage = usage(at: now)
    let spent =
      switch limitReset {
      case nil: usage.total
      case .daily: usage.daily
      case .weekly: usage.weekly
      case .monthly: usage.monthly
      }
    return max(.zero, limit.subtracting(spent) ?? .zero)
  }

  mutating func charge(_ cost: Money, at now: Int) throws(Refusal) {
    let before = usage(at: now)
    guard let total = before.total.adding(cost), let daily = before.daily.adding(cost),
      let weekly = before.weekly.adding(cost), let monthly = before.monthly.adding(cost)
    else { throw .amountOutOfRange }
    usage = total
    usageDaily = daily
    usageWeekly = weekly
    usageMonthly = monthly
    usedAt = now
  }

  func isExpired(at now: Int) -> Bool {
    expiresAt.map { $0 <= now } ?? false
  }
}
