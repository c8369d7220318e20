import Gateway

extension KeyInfoReport {
  /// - Parameter credits: Of the account, when a management key made them known.
  init(_ info: KeyInfo, credits: Credits?, service: String, plan: String, fingerprint: String, now: Timestamp) {
    self.service = service
    self.plan = plan
    label = info.label?.text
    keyFingerprint = fingerprint
    limit = info.limit
    limitRemaining = info.limitRemaining
    limitReset = info.limitReset?.text
    limitResetsAt = info.limit == nil ? nil : Self.reset(info.limitReset?.text, after: now)?.description
    usage = info.usage
    usageDaily = info.usageDaily
    usageWeekly = info.usageWeekly
    usageMonthly = info.usageMonthly
    byokUsage = info.byokUsage == .zero ? nil : info.byokUsage
    isFreeTier = info.isFreeTier
    freeRequestsPerMinute = FreeModelLimits.requestsPerMinute
    let hasBoughtEnough = credits.map { $0.totalCredits >= FreeModelLimits.creditsThreshold } ?? false
    freeRequestsPerDay =
      hasBoughtEnough ? FreeModelLimits.requestsPerDayWithCredits : FreeModelLimits.requestsPerDay
    dayResetsAt = now.nextDay.description
    expiresAt = info.expiresAt?.text
    meaning = Self.meaning(of: info, credits: credits)
  }

  private static func reset(_ interval: String?, after now: Timestamp) -> Timestamp? {
    switch interval {
    case "daily": now.nextDay
    case "weekly": now.nextWeek
    case "monthly": now.nextMonth
    default: nil
    }
  }

  private static func meaning(of info: KeyInfo, credits: Credits?) -> [String] {
    var sentences = [
      freeModels(info, credits), "These limits are the account's: further keys don't raise them.", spending(info),
    ]
    if let credits, credits.remaining < .zero {
      sentences.append(negativeBalance(credits))
    } else if credits == nil {
      sentences.append(
        "A negative balance of the account would block every request, to :free models too; get_credits "
          + "(`modelgates credits`) shows the balance to who has a management key.")
    }
    return sentences
  }

  private static func negativeBalance(_ credits: Credits) -> String {
    "The account's balance is negative ($\(credits.remaining)): requests are refused, to :free models too, until credits are "
      + "added."
  }

  /// Seconds before its end from which on a key is warned of.
  private static let notice: Int64 = 7 * 86_400

  /// What keeps requests from being answered, now or soon.
  static func warnings(of info: KeyInfo, of service: String, credits: Credits?, now: Timestamp) -> [String] {
    var warnings: [String] = []
    if let credits, credits.remaining < .zero { warnings.append(negativeBalance(credits)) }
    if let limit = info.limit, let remaining = info.limitRemaining, remaining <= .zero {
      let reset = reset(info.limitReset?.text, after: now).map { " until \($0)" } ?? ""
      warnings.append("The key's spending limit of $\(limit) is used up: what costs something is refused\(reset).")
    }
    if let end = info.expiresAt.flatMap({ Timestamp($0.text) }), end <= now.advanced(bySeconds: notice) {
      warnings.append("The key stops working at \(end): rotate_key (`modelgates rotate \(service)`) makes a new one.")
    }
    return warnings
  }

  private static func freeModels(_ info: KeyInfo, _ credits: Credits?) -> String {
    let perMinute = "Models ending in :free take \(FreeModelLimits.requestsPerMinute) requests a minute"
    let few = FreeModelLimits.requestsPerDay
    let many = FreeModelLimits.requestsPerDayWithCredits
    let threshold = FreeModelLimits.creditsThreshold.text(minimumDecimals: 0)
    if let credits {
      return credits.totalCredits >= FreeModelLimits.creditsThreshold
        ? "\(perMinute) and \(many) a day."
        : "\(perMinute) and \(few) a day; \(many) once $\(threshold) of credits have been bought."
    }
    return info.isFreeTier
      ? "\(perMinute) and \(few) a day; \(many) once $\(threshold) of credits have been bought."
      : "\(perMinute) and \(many) a day if at least $\(threshold) of credits have been bought, else \(few)."
  }

  private static func spending(_ info: KeyInfo) -> String {
    guard let limit = info.limit else { return "The key has no spending limit of its own." }
    let remaining = info.limitRemaining ?? limit
    return remaining <= .zero
      ? "The key's spending limit of $\(limit) is used up: requests that cost something are refused."
      : "The key may spend $\(remaining) more of its limit of $\(limit)."
  }
}
