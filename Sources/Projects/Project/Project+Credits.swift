public import Gateway
public import JSON

/// The account's credits, in USD.
public struct CreditsReport: Record {
  @Field("Bought in all.") public var totalCredits: USD
  @Field("Used in all.") public var totalUsage: USD
  @Field("Left; may be negative.") public var remaining: USD
  @Field("Whether requests are refused for a negative balance.") public var blocked: Bool

  public init() {}
}

extension Project {
  /// The account's credits.
  /// - Throws: `management_key_required`, whose hint names what needs none.
  public func credits() async throws(ProjectError) -> Outcome<CreditsReport> {
    let credits = try await ProjectError.asking { () async throws(GatewayError) in try await gateway.credits() }
    var report = CreditsReport()
    report.totalCredits = credits.totalCredits
    report.totalUsage = credits.totalUsage
    report.remaining = credits.remaining
    report.blocked = credits.remaining < .zero
    return Outcome(
      report,
      warnings: report.blocked
        ? ["The balance is negative: requests are refused, to :free models too, until credits are added."] : [],
      nextSteps: report.blocked
        ? ["A person adds credits in the account's dashboard."] : [])
  }
}
