import Gateway
public import JSON

/// How the account pays.
public struct BillingReport: Record {
  @Field("Provider.") public var provider: String
  @Field("The account.") public var account: String
  @Field("Whether a payment method is on file; absent: unknown.") public var paymentMethod: Bool?
  @Field("Services of this project on a paid plan.") public var paidServices: [String]

  public init() {}
}

extension Project {
  /// Whether a payment method is on file, which the paid plan needs.
  /// - Throws: `account_not_linked`; nothing is linked on the way.
  public func billing() async throws(ProjectError) -> Outcome<BillingReport> {
    guard let link = try account.link(), let standing = try await accountStanding() else { throw .accountNotLinked }
    var report = BillingReport()
    report.provider = "modelgates"
    report.account = link.accountID
    report.paymentMethod = standing.paymentMethod
    let services = try loadStateIfAny().map { self.services(in: $0) } ?? []
    report.paidServices = services.filter { $0.plan != .free && $0.resource.gateway == gateway.name }.map(\.name.text)
    let age = "The gateway doesn't tell; this is how it was when the account was linked."
    return Outcome(
      report, warnings: standing.isCurrent || standing.paymentMethod == nil ? [] : [age],
      nextSteps: [
        standing.paymentMethod == true
          ? "change_plan (`modelgates upgrade <name>`) moves a service to the paid plan."
          : "add_billing (`modelgates billing add`) gives an address where a person adds one; the free plan needs none."
      ])
  }
}
