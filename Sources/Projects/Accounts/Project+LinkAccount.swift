import Gateway
public import JSON

/// What linking an account did.
public struct LinkAccountReport: Record {
  public enum Status: String, FieldEnum {
    /// The gateway gave the account inline: there was none before.
    case created
    case linked
    case alreadyLinked = "already_linked"
  }

  @Field("Provider.") public var provider: String
  @Field("What happened.") public var status: Status
  @Field("The account there.") public var accountId: String
  @Field("E-mail address of the account.") public var email: String?
  @Field("sandbox, or the gateway's host.") public var gateway: String

  public init() {}
}

extension Project {
  /// Links the account of a provider, for all of the user's projects; it need not be in a project. An account that isn't
  /// there is made.
  /// - Parameters:
  ///   - provider: As in `provider/service`.
  ///   - information: What `information_required` of an earlier call asked for.
  /// - Throws: `authorization_pending` with the address where a person agrees: the same call, in any process, goes on.
  public func linkAccount(
    _ provider: String, information: JSONObject? = nil
  ) async throws(ProjectError) -> Outcome<LinkAccountReport> {
    let catalog = try await catalog()
    let slug = provider.lowercased()
    guard catalog.services.contains(where: { $0.providerSlug == slug }) else {
      throw .unknownProvider(provider, known: Set(catalog.services.map(\.providerSlug)).sorted())
    }
    guard catalog.issuer == .account else { throw .linkUnsupported(gateway.name) }
    let (link, way) = try await account.linked(information: information)
    if way == .kept, let email, let linked = link.email, email.lowercased() != linked.lowercased() {
      throw .linkedAlready(as: linked, provider: slug)
    }
    if try loadStateIfAny() != nil {
      let now = clock.now
      try updateState { $0.linkProvider(slug, link, gateway: gateway.name, at: now) }
    }
    var report = LinkAccountReport()
    report.provider = slug
    report.status =
      switch way {
      case .kept: .alreadyLinked
      case .inline: .created
      case .code: .linked
      }
    report.accountId = link.accountID
    report.email = link.email
    report.gateway = gateway.name
    return Outcome(report, nextSteps: ["add_service (`modelgates add \(slug)/api`) adds a key to a project."])
  }
}

extension ProjectError {
  static func unknownProvider(_ provider: String, known: [String]) -> ProjectError {
    ProjectError(
      .resourceNotFound, "There is no provider \"\(GatewayText(provider, limit: 80).text)\".",
      hint: "There is: \(known.joined(separator: ", ")).",
      details: ["candidates": .array(known.map { .string($0) })])
  }

  fileprivate static func linkUnsupported(_ gateway: String) -> ProjectError {
    ProjectError(
      .linkUnsupported, "The gateway \(gateway) has no accounts to link; keys are made there with the management key.",
      hint: "add_service (`modelgates add modelgates/api`) works without linking.")
  }

  fileprivate static func linkedAlready(as email: String, provider: String) -> ProjectError {
    ProjectError(
      .conflict, "The account \(email) is linked already.",
      hint: "To link another one, first unlink_account (`modelgates unlink \(provider)`), then link_account again.")
  }
}
