public import Gateway
public import JSON

/// Which service to add, and how.
public struct AddServiceRequest: Sendable {
  /// `provider/service`, or a provider with only one.
  public var reference: String
  /// The local name; `modelgates-api` unless given. Another name gives the variables its own prefix.
  public var name: String?
  public var plan = Plan.free
  /// What its key may spend; nil for as much as the account allows.
  public var limit: SpendingLimit?
  /// Only checks.
  public var dryRun = false
  /// What `information_required` of an earlier call asked for.
  public var information: JSONObject?
  /// Whether the user has agreed to a plan that costs money.
  public var confirmsPaid = false
  /// Whether the user has accepted the provider's terms.
  public var acceptsTerms = false
  /// The same key with the same arguments does nothing a second time.
  public var idempotencyKey: String?

  public init(reference: String) { self.reference = reference }
}

extension Project {
  /// Adds a service: makes the folder a project and links the account where that is still to be done, makes a key, seals
  /// it, verifies it, and writes it into the env file. Adding the same again changes nothing.
  public func addService(_ request: AddServiceRequest) async throws(ProjectError) -> Outcome<AddServiceReport> {
    let catalog = try await catalog()
    let service = try Self.deployable(request.reference, in: catalog)
    let name = try Self.localName(request, service)
    let call = try IdempotentCall(
      key: request.idempotencyKey, operation: "add_service",
      arguments: [service.reference, name.text, request.plan.rawValue, request.limit?.description ?? ""]
        + (request.information.map { [JSON.object($0).description] } ?? []))
    if request.dryRun { return try await dryRun(request, service, name, catalog.issuer) }
    return try await exclusively("add_service") { () async throws(ProjectError) in
      _ = try initializeLocked(name: nil)
      let remarks = try await recover()
      if let earlier: Outcome<AddServiceReport> = try earlier(call) { return earlier }
      let state = try loadState()
      if let existing = self.service(name, in: state), existing.isSame(service, request.plan, gateway: gateway.name) {
        return try alreadyAdded(existing, request, in: state, warnings: remarks)
      }
      try await preflight(request, service, name, catalog.issuer, state).requireAll()
      if catalog.issuer == .account { _ = try await account.linked() }
      let subject = JournalEntry.Subject(
        name: name, provider: service.providerSlug, service: service.serviceId.text, plan: request.plan,
        issuer: catalog.issuer, limit: request.limit, acceptsTerms: request.acceptsTerms)
      var addition = try Addition.begin(subject, information: request.information, in: self, idempotency: call)
      guard let outcome = try await addition.run(isResumed: false) else { throw .keyNotInVault(name.text) }
      return Outcome(outcome.result, warnings: remarks + outcome.warnings, nextSteps: outcome.nextSteps)
    }
  }

  private static func localName(
    _ request: AddServiceRequest, _ service: CatalogService
  ) throws(ProjectError) -> LocalName {
    guard let text = request.name else {
      guard
        let name = ResourceVariables.defaultName(provider: service.providerSlug, service: service.serviceId.text)
      else { throw .invalidArgument("This service needs a local name.", hint: "Give one by --name.") }
      return name
    }
    guard let name = LocalName(text) else {
      throw .invalidArgument("A local name has 1 to 64 of the characters a-z, 0-9 and -.")
    }
    return name
  }

  private func dryRun(
    _ request: AddServiceRequest, _ service: CatalogService, _ name: LocalName, _ issuer: KeyIssuer
  ) async throws(ProjectError) -> Outcome<AddServiceReport> {
    let state = try loadStateIfAny()
    if let state, let existing = self.service(name, in: state),
      existing.isSame(service, request.plan, gateway: gateway.name)
    {
      return try alreadyAdded(existing, request, in: state)
    }
    let preflight = try await preflight(request, service, name, issuer, state)
    var report = AddServiceReport()
    report.name = name.text
    report.service = service.reference
    report.plan = request.plan.rawValue
    report.status = preflight.isReady ? .ready : .blocked
    report.ready = preflight.isReady
    report.limit = request.limit?.amount
    report.variables =
      try ResourceVariables.names(name, provider: service.providerSlug, service: service.serviceId.text)
      .names.map(\.text)
    report.envFile = state.map { output($0) } ?? ".env"
    report.gateway = gateway.name
    report.preflight = preflight.checks
    return Outcome(report, nextSteps: preflight.nextSteps)
  }

  /// A service that is there. Its state comes with a clone of the project, its key doesn't: what is missing here is said first.
  private func alreadyAdded(
    _ service: Named, _ request: AddServiceRequest, in state: ProjectState, warnings: [String] = []
  ) throws(ProjectError) -> Outcome<AddServiceReport> {
    var warnings = warnings
    if let limit = request.limit, limit != service.limit {
      warnings.append(
        "The service was there already, and its spending limit is as it was: set_limit (`modelgates limit \(service.name) "
          + "\(limit.amount)`) changes it.")
    }
    let outcome = addedOutcome(service.name, .alreadyAdded, in: state, warnings: warnings)
    let missing: String?
    if let key = try keys.current(service.name) {
      let file = try environmentFile(state)
      let isInSync = drift(service, key: key, in: try ProjectError.converting { try file.read() }).isInSync
      missing = isInSync ? nil : "pull_env (`modelgates env --pull`) writes the env file again from the vault."
    } else {
      missing =
        "Its key isn't on this computer: rotate_key (`modelgates rotate \(service.name)`) makes a new one, which ends the "
        + "old one for everybody."
    }
    guard let missing else { return outcome }
    return Outcome(outcome.result, warnings: outcome.warnings, nextSteps: [missing] + outcome.nextSteps)
  }

  /// What is said of a service that is there now.
  func addedOutcome(
    _ name: LocalName, _ status: AddServiceReport.Status, in state: ProjectState, warnings: [String] = []
  ) -> Outcome<AddServiceReport> {
    var report = AddServiceReport()
    guard let service = service(name, in: state) else {
      preconditionFailure("a service that was just written is there")
    }
    report.name = name.text
    report.service = service.reference
    report.plan = service.plan.rawValue
    report.status = status
    report.variables = service.resource.variables.names.map(\.text)
    report.envFile = output(state)
    report.keyFingerprint = service.fingerprint
    report.limit = service.limit?.amount
    report.gateway = service.resource.gateway
    let own = services(in: state).count > 1 ? " \(name)" : ""
    return Outcome(
      report, warnings: warnings,
      nextSteps: [
        "llm_context (`modelgates llm-context`) tells how to call models with \(report.variables.first ?? "the key").",
        "get_key_info (`modelgates key\(own)`) shows limits and usage.",
      ])
  }
}

extension Project.Named {
  fileprivate func isSame(_ service: CatalogService, _ plan: Plan, gateway: String) -> Bool {
    reference == service.reference && self.plan == plan && resource.gateway == gateway
  }
}
