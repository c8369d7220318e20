import Gateway

extension Project {
  /// How the project stands: from its own files, without asking the gateway.
  public func status() async throws(ProjectError) -> Outcome<StatusReport> {
    var report = StatusReport()
    report.gateway = gateway.name
    report.services = []
    report.unfinished = []
    var warnings: [String] = []
    let link = readable(&warnings) { () throws(ProjectError) in try account.link() } ?? nil
    report.accountLinked = link != nil
    let state = try loadStateIfAny()
    report.initialized = state != nil
    let waiting = (readable(&warnings) { () throws(ProjectError) in try account.waiting() } ?? nil).map { request in
      "link_account (`modelgates link modelgates`) goes on with the account \(request.email), once the user has agreed"
        + (request.url.map { " at \($0) ." } ?? ".")
    }
    guard let state else {
      return Outcome(report, warnings: warnings, nextSteps: [waiting, Self.addStep].compactMap(\.self))
    }
    report.project = state.project.name
    report.envFile = output(state)
    report.environment = state.activeEnvironment.text
    warnings += exposure(of: state)
    let unfinished = try ProjectError.converting { try journal.unfinished() }
    report.unfinished = unfinished.entries.map { UnfinishedStatus($0) }
    warnings += unfinished.damaged.map { "A file of the journal can't be read: \($0.path)." }
    report.services = try serviceStatuses(state, &warnings)
    return Outcome(report, warnings: warnings, nextSteps: [waiting].compactMap(\.self) + nextSteps(report))
  }

  /// What can be read; nil, with a warning, where something is locked or damaged.
  private func readable<Value>(
    _ warnings: inout [String], _ body: () throws(ProjectError) -> Value
  ) -> Value? {
    do throws(ProjectError) {
      return try body()
    } catch {
      let text = [error.message, error.hint].compactMap { $0 }.joined(separator: " ")
      if !warnings.contains(text) { warnings.append(text) }
      return nil
    }
  }

  private func serviceStatuses(
    _ state: ProjectState, _ warnings: inout [String]
  ) throws(ProjectError) -> [ServiceStatus] {
    let file = try environmentFile(state)
    let content = readable(&warnings) { () throws(ProjectError) in
      try ProjectError.converting { try file.read() }
    }
    var statuses: [ServiceStatus] = []
    for service in services(in: state) {
      let key = readable(&warnings) { () throws(ProjectError) in try keys.current(service.name) }
      if let key, let key, isAnother(key, of: service) { warnings.append(Self.anotherKey(service)) }
      statuses.append(ServiceStatus(service, key: key, drift(service, key: key ?? nil, in: content ?? EnvFile()), self))
    }
    return statuses
  }

  /// Whether the vault's key isn't the one that the state names.
  func isAnother(_ key: Secret, of service: Named) -> Bool {
    guard let hash = service.resource.keyHash, let own = try? key.hash() else { return false }
    return own != hash
  }

  private static func anotherKey(_ service: Named) -> String {
    "This computer's key of \(service.name) isn't the one that the state names: it was rotated elsewhere, or the state is an "
      + "older one. verify_key (`modelgates verify \(service.name)`) tells whether it works; rotate_key "
      + "(`modelgates rotate \(service.name)`) makes a new one, which ends the state's for everybody."
  }

  private static let addStep = "add_service (`modelgates add modelgates/api`) adds a key for AI models."

  private func nextSteps(_ report: StatusReport) -> [String] {
    var steps: [String] = []
    if report.services.isEmpty { steps.append(Self.addStep) }
    let now = clock.now
    if report.unfinished.contains(where: { $0.graceUntil.flatMap { Timestamp($0) } ?? now <= now }) {
      steps.append("pull_env (`modelgates env --pull`) goes on with what is unfinished.")
    } else if report.services.contains(where: { $0.status == .drifted }) {
      steps.append("pull_env (`modelgates env --pull`) writes the env file again from the vault.")
    }
    for entry in report.unfinished where entry.graceUntil.flatMap({ Timestamp($0) }) ?? now > now {
      steps.append(
        "rotate_key with finish (`modelgates rotate \(entry.service) --finish`) ends the old key of \(entry.service) before "
          + "\(entry.graceUntil ?? "").")
    }
    for service in report.services where service.status == .keyMissing {
      steps.append("rotate_key (`modelgates rotate \(service.name)`) makes a new key for \(service.name).")
    }
    for service in report.services where service.status == .otherGateway {
      steps.append(
        "The key of \(service.name) is used with its gateway (`--gateway \(Self.gatewayOption(service.gateway))`).")
    }
    if steps.isEmpty { steps.append("llm_context (`modelgates llm-context`) tells how to call models.") }
    return steps
  }
}

extension ServiceStatus {
  /// - Parameter key: nil when the vault can't be opened; nil inside when it doesn't have the key.
  init(_ service: Project.Named, key: Secret??, _ drift: Project.Drift, _ project: Project) {
    name = service.name.text
    self.service = service.reference
    plan = service.plan.rawValue
    gateway = service.resource.gateway
    keyFingerprint = service.fingerprint
    rotatedAt = service.resource.rotatedAt?.text
    variables = service.resource.variables.names.map(\.text)
    status =
      switch key {
      case _ where service.resource.gateway != project.gateway.name: .otherGateway
      case nil: .vaultClosed
      case .some(nil): .keyMissing
      default: drift.isInSync ? .ready : .drifted
      }
  }
}

extension Project.Named {
  /// Its variables, the key's first.
  func variableStatuses(_ drift: Project.Drift) -> [VariableStatus] {
    let variables = resource.variables
    return variables.roles.compactMap { role in
      variables[role].map { VariableStatus($0, role == ResourceVariables.apiKey ? drift.apiKey : drift.type) }
    }
  }
}
