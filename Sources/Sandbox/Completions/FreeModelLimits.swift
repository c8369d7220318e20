import JSON

/// The limits of requests to free models. They are the account's: more keys don't help.
enum FreeModelLimits {
  static let perMinute = 20
  static let perDay = 50
  static let perDayWithCredits = 1000
  /// Who has bought so many credits may send more a day.
  static let creditsThreshold = Money(picodollars: 10 * Money.perDollar)

  static func dailyLimit(of account: Account) -> Int {
    account.purchased >= creditsThreshold ? perDayWithCredits : perDay
  }

  /// Counts a request, or refuses it.
  static func count(_ account: inout Account, at now: Int) throws(Refusal) {
    let minute = UTC.floor(now, 60)
    let day = UTC.day(now)
    let inMinute = account.freeMinute == minute ? account.freeMinuteCount : 0
    let inDay = account.freeDay == day ? account.freeDayCount : 0
    let dailyLimit = dailyLimit(of: account)
    guard inDay < dailyLimit else {
      throw exceeded("free-models-per-day", dailyLimit, resetsAt: (day + 1) * 86_400, now)
    }
    guard inMinute < perMinute else {
      throw exceeded("free-models-per-min", perMinute, resetsAt: (minute + 1) * 60, now)
    }
    account.freeMinute = minute
    account.freeMinuteCount = inMinute + 1
    account.freeDay = day
    account.freeDayCount = inDay + 1
  }

  /// The reset is in milliseconds since 1970, as the gateway writes it.
  private static func exceeded(_ name: String, _ limit: Int, resetsAt reset: Int, _ now: Int) -> Refusal {
    var refusal = Refusal(429, "rate_limited", "Rate limit exceeded: \(name)")
    let headers = [
      (name: "X-RateLimit-Limit", value: String(limit)), (name: "X-RateLimit-Remaining", value: "0"),
      (name: "X-RateLimit-Reset", value: String(reset * 1000)),
    ]
    refusal.fields = headers + [(name: "Retry-After", value: String(reset - now))]
    var shown = JSONObject()
    for (name, value) in headers { shown[name] = .string(value) }
    refusal.metadata = ["error_type": "rate_limit_exceeded", "headers": .object(shown)]
    return refusal
  }
}
