import Gateway
import JSON

extension Project {
  /// A condition and, if it doesn't hold, why.
  struct Condition {
    let check: PreflightCheck
    let error: ProjectError?

    init(_ label: String, _ body: () throws(ProjectError) -> Void) {
      do throws(ProjectError) {
        try body()
        check = PreflightCheck(label)
        error = nil
      } catch {
        check = PreflightCheck(label, failing: error)
        self.error = error
      }
    }
  }

  /// Everything that could stand in the way of adding a service, all at once. Changes nothing.
  func preflight(
    _ request: AddServiceRequest, _ service: CatalogService, _ name: LocalName, _ issuer: KeyIssuer,
    _ state: ProjectState?
  ) throws(ProjectError) -> [Condition] {
    let reference = service.reference
    let variables = try ResourceVariables.names(
      name, provider: service.providerSlug, service: service.serviceId.text)
    return [
      Condition("\(reference) is available") { () throws(ProjectError) in
        guard service.isAvailable else { throw .unavailable(reference) }
      },
      Condition("The name \(name) is free") { () throws(ProjectError) in
        if let state { try requireFree(name, variables, request.plan, reference, state) }
      },
      Condition("The variables are free") { () throws(ProjectError) in
        let state = state ?? ProjectState(project: ProjectIdentity(id: "new", name: "new"))
        let conflicts = try conflicts(variables, in: state)
        guard conflicts.isEmpty else { throw .variableConflict(conflicts, output: output(state)) }
      },
      Condition("The vault opens") { () throws(ProjectError) in
        if state != nil { try vault.check() }
        try accountVault.check()
      },
      Condition("The account is known") { () throws(ProjectError) in
        let isLinked = try account.link() != nil
        let needsEmail = issuer == .account && !isLinked
        guard !needsEmail || email?.isEmpty == false else { throw .emailRequired }
      },
      Condition("Paying is agreed to") { () throws(ProjectError) in
        guard request.plan == .free || request.confirmsPaid else { throw .paidConfirmationRequired }
      },
    ]
  }

  /// - Throws: the first condition's error, with all of them in its details.
  static func require(_ conditions: [Condition]) throws(ProjectError) {
    guard let error = conditions.lazy.compactMap(\.error).first else { return }
    let checks = conditions.map { condition in
      (try? JSON(parsing: condition.check.jsonBytes, limits: JSONLimits(depth: 4, bytes: 65_536))) ?? .null
    }
    var details = error.details?.object ?? JSONObject()
    details["preflight"] = .array(checks)
    throw ProjectError(
      error.code, error.message, hint: error.hint, retryable: error.retryable, retryAfterMs: error.retryAfterMs,
      details: .object(details))
  }

  private func requireFree(
    _ name: LocalName, _ variables: VariableNames, _ plan: Plan, _ reference: String, _ state: ProjectState
  ) throws(ProjectError) {
    if let entry = try stillUnfinished(of: name) {
      throw ProjectError(
        .operationInProgress, "An unfinished \(entry.kind) of \(name) belongs to another gateway.",
        hint: "Use that gateway (--gateway \(entry[.gateway] ?? "")), or another name (--name).")
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

  static let paidConfirmationRequired = ProjectError(
    .confirmationRequired, "This plan costs money, and the user hasn't agreed to that.",
    hint: "Ask the user; then pass confirm_paid (`--confirm-paid-service`), or choose the free plan.")

  static func nameTaken(_ existing: Project.Named, plan: Plan, reference: String) -> ProjectError {
    let isOtherPlan = existing.reference == reference && existing.plan != plan
    return ProjectError(
      .alreadyExists,
      "The project has a service \(existing.name) already: \(existing.reference), plan \(existing.plan.rawValue), "
        + "gateway \(existing.resource.gateway).",
      hint: isOtherPlan
        ? "To change its plan, remove it (`modelgates remove \(existing.name)`) and add it again with the plan."
        : "Give the new one another name (--name), or remove this one: `modelgates remove \(existing.name)`.")
  }
}
