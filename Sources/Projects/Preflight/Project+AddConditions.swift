import Gateway

extension Project {
  /// Everything that could stand in the way of adding a service. Changes nothing.
  func preflight(
    _ request: AddServiceRequest, _ service: CatalogService, _ name: LocalName, _ issuer: KeyIssuer,
    _ state: ProjectState?
  ) async throws(ProjectError) -> Preflight {
    let reference = service.reference
    let variables = try ResourceVariables.names(name, provider: service.providerSlug, service: service.serviceId.text)
    var preflight = Preflight()
    preflight.require("\(reference) is available") { () throws(ProjectError) in
      guard service.isAvailable else { throw .unavailable(reference) }
    }
    preflight.require("The name \(name) is free") { () throws(ProjectError) in
      if let state { try requireFree(name, variables, request.plan, reference, state) }
    }
    preflight.require("The variables are free") { () throws(ProjectError) in
      let state = state ?? ProjectState(project: ProjectIdentity(id: "new", name: "new"))
      let conflicts = try conflicts(variables, in: state)
      guard conflicts.isEmpty else { throw .variableConflict(conflicts, output: output(state)) }
    }
    requireStorage(state, &preflight)
    preflight.require("The account is known") { () throws(ProjectError) in
      if issuer == .account { try requireIssuer(issuer) }
    }
    if request.plan != .free {
      preflight.require("Its account has plans") { () throws(ProjectError) in
        guard issuer == .account else { throw .planNeedsAccount }
      }
    }
    if issuer == .account, request.dryRun || request.plan != .free { await requireStanding(request, &preflight) }
    preflight.require("Paying is agreed to") { () throws(ProjectError) in
      try Self.requirePaying(request.plan, isAgreed: request.confirmsPaid)
    }
    return preflight
  }

  private func requireStanding(_ request: AddServiceRequest, _ preflight: inout Preflight) async {
    let standing = await accountStandingIfKnown()
    if request.plan != .free {
      preflight.require("A payment method is on file") { () throws(ProjectError) in
        try requirePaymentMethod(standing, isDryRun: request.dryRun)
      }
    }
    preflight.require("The provider's terms are accepted") { () throws(ProjectError) in
      try requireTerms(standing, isAccepted: request.acceptsTerms)
    }
  }

  private func requireFree(
    _ name: LocalName, _ variables: VariableNames, _ plan: Plan, _ reference: String, _ state: ProjectState
  ) throws(ProjectError) {
    if let entry = try stillUnfinished(of: name) {
      if entry[.gateway] == gateway.name { throw .notComplete("pending") }
      throw ProjectError(
        .operationInProgress, "An unfinished \(entry.kind) of \(name) belongs to another gateway.",
        hint: "Finish it there: pull_env (`modelgates env --pull`) with that gateway "
          + "(`--gateway \(Self.gatewayOption(entry[.gateway] ?? ""))`). Or give another name (--name).")
    }
    if let existing = service(name, in: state) { throw .nameTaken(existing, plan: plan, reference: reference) }
    let taken = services(in: state).first { other in
      !Set(other.resource.variables.names).isDisjoint(with: variables.names)
    }
    if let taken { throw .variableConflict(taken.resource.variables.names, output: output(state)) }
  }
}

extension ProjectError {
  static func unavailable(_ reference: String) -> ProjectError {
    ProjectError(
      Code(name: "service_unavailable"), "\(reference) can't be had at the moment.",
      hint: "See search_catalog (`modelgates catalog`).")
  }

  static func nameTaken(_ existing: Project.Named, plan: Plan, reference: String) -> ProjectError {
    let isOtherPlan = existing.reference == reference && existing.plan != plan
    let change = plan == .free ? "downgrade" : "upgrade"
    return ProjectError(
      .alreadyExists,
      "The project has a service \(existing.name) already: \(existing.reference), plan \(existing.plan.rawValue), "
        + "gateway \(existing.resource.gateway).",
      hint: isOtherPlan
        ? "change_plan (`modelgates \(change) \(existing.name)`) moves it to the plan \(plan.rawValue)."
        : "Give the new one another name (--name), or remove this one: remove_service (`modelgates remove \(existing.name)`)."
    )
  }
}
