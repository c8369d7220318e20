import Gateway
public import JSON

/// What unlinking an account did.
public struct UnlinkAccountReport: Record {
  public enum Status: String, FieldEnum {
    case unlinked
    case notLinked = "not_linked"
  }

  @Field("Provider.") public var provider: String
  @Field("What happened.") public var status: Status
  @Field("sandbox, or the gateway's host.") public var gateway: String
  @Field("Services of this project whose keys stay alive there.") public var services: [String]

  public init() {}
}

extension Project {
  /// The services of this project that the account of the gateway in use has made.
  public func servicesOfAccount() throws(ProjectError) -> [String] {
    guard let state = try loadStateIfAny() else { return [] }
    return services(in: state).filter { $0.resource.gateway == gateway.name && $0.issuer == .account }.map(\.name.text)
  }

  /// Forgets the tokens of a provider's account, for all of the user's projects. Keys stay alive, and what was said to the
  /// gateway stays said.
  /// - Throws: `operation_in_progress` while something unfinished of this project needs the account.
  public func unlinkAccount(_ provider: String) async throws(ProjectError) -> Outcome<UnlinkAccountReport> {
    let slug = provider.lowercased()
    let state = try loadStateIfAny()
    let known = Set((state?.providers.names.map(\.text) ?? []) + [CatalogService.modelGates.providerSlug])
    guard known.contains(slug) else { throw .unknownProvider(provider, known: known.sorted()) }
    guard state != nil else { return Outcome(try await unlink(slug, services: [])) }
    return try await exclusively("unlink_account") { () async throws(ProjectError) in
      let remarks = try await recover()
      try requireNothingUnfinished()
      let services = try servicesOfAccount()
      let report = try await unlink(slug, services: services)
      try updateState { $0.unlinkProvider(slug, gateway: gateway.name) }
      let isNeeded = "Rotating, changing or removing one links an account again."
      return Outcome(
        report, warnings: remarks + (services.isEmpty ? [] : ["The keys of the services stay alive. " + isNeeded]),
        nextSteps: ["link_account (`modelgates link \(slug)`) links an account again."])
    }
  }

  private func unlink(_ provider: String, services: [String]) async throws(ProjectError) -> UnlinkAccountReport {
    try await account.exclusively { () async throws(ProjectError) in
      var report = UnlinkAccountReport()
      report.provider = provider
      report.status = try account.forget() ? .unlinked : .notLinked
      report.gateway = gateway.name
      report.services = services
      return report
    }
  }

  private func requireNothingUnfinished() throws(ProjectError) {
    let unfinished = try ProjectError.converting { try journal.unfinished() }
    let entry = unfinished.entries.first { $0[.gateway] == gateway.name && $0.subject?.issuer == .account }
    guard let entry, let name = entry.subject?.name else { return }
    throw ProjectError(
      .operationInProgress, "The \(entry.kind) of \(name) isn't over, and needs the account to end the old key.",
      hint: "See project_status (`modelgates status`) for when it is over.", retryable: true)
  }
}

extension ProjectState {
  /// Notes the account that a provider is linked with.
  mutating func linkProvider(_ provider: String, _ link: AccountLink?, gateway: String, at now: Timestamp) {
    guard let name = LocalName(provider) else { return }
    var record = providers[name] ?? ProviderLink(name: provider == "modelgates" ? "ModelGates" : provider)
    if let link, record.accountId != link.accountID || record.gateway != gateway {
      record.accountId = link.accountID
      record.gateway = gateway
      record.linkedAt = now
    }
    providers[name] = record
  }

  /// Notes that no account is linked any more.
  fileprivate mutating func unlinkProvider(_ provider: String, gateway: String) {
    guard let name = LocalName(provider), var record = providers[name], record.gateway == gateway else { return }
    record.accountId = nil
    record.gateway = nil
    record.linkedAt = nil
    providers[name] = record
  }
}
