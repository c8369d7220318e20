import Gateway
public import JSON

/// An address that a person opens.
public struct AddressReport: Record {
  @Field("Provider.") public var provider: String
  @Field("Short-lived address; it lets in whoever has it.") public var url: String
  @Field("When it stops working.") public var expiresAt: String?
  @Field("Whether a browser shows it.") public var opened: Bool?

  public init() {}
}

extension Project {
  /// A short-lived address of a provider's dashboard.
  /// - Parameter provider: Its name, `provider/service` or a local name; nil for the only one.
  /// - Throws: `account_not_linked`; nothing is linked on the way.
  public func dashboard(of provider: String? = nil) async throws(ProjectError) -> Outcome<AddressReport> {
    try await address(of: "/", at: provider)
  }

  /// An address where a person adds a payment method, or changes it.
  public func billingAddress() async throws(ProjectError) -> Outcome<AddressReport> {
    let outcome = try await address(of: "/billing", at: nil)
    return Outcome(
      outcome.result,
      nextSteps: [
        "A person opens the address and adds the payment method there; never ask for card numbers.",
        "Then get_billing (`modelgates billing show`) tells whether it is on file.",
      ])
  }

  private func address(of page: String, at provider: String?) async throws(ProjectError) -> Outcome<AddressReport> {
    var report = AddressReport()
    report.provider = try self.provider(provider)
    guard try account.link() != nil else { throw .accountNotLinked }
    let link = try await account.asking { client, token throws(GatewayError) in
      do throws(GatewayError) {
        return try await client.deepLink(purpose: "dashboard", path: page == "/" ? nil : page, accessToken: token)
      } catch {
        // A gateway that has no such page has a dashboard all the same.
        guard page != "/", error.code == .invalidRequest || error.code == .notFound else { throw error }
        return try await client.deepLink(purpose: "dashboard", accessToken: token)
      }
    }
    report.url = link.url.text
    report.expiresAt = link.expiresAt?.text
    return Outcome(report)
  }

  /// The provider that a text means, of those that the gateway in use can have.
  private func provider(_ text: String?) throws(ProjectError) -> String {
    let state = try loadStateIfAny()
    let own = state.map { services(in: $0) } ?? []
    let known = Set(own.map(\.resource.provider) + ["modelgates"]).sorted()
    guard let text else { return "modelgates" }
    if let service = own.first(where: { $0.name.text == text }) { return service.resource.provider }
    let wanted = String(text.lowercased().prefix { $0 != "/" })
    guard known.contains(wanted) else {
      throw ProjectError(
        .resourceNotFound, "There is no provider \"\(GatewayText(text, limit: 80))\" here.",
        hint: "Known are: \(known.joined(separator: ", ")). See search_catalog (`modelgates catalog`).",
        details: ["candidates": .array(known.map { .string($0) })])
    }
    return wanted
  }
}

extension ProjectError {
  static let accountNotLinked = ProjectError(
    .accountNotLinked, "No account is linked at this gateway yet.",
    hint: "link_account (`modelgates link modelgates`) links the account of the user's e-mail address, or makes it; "
      + "add_service (`modelgates add modelgates/api`) does so, too.")
}
