import Gateway

extension Project {
  /// A service of the project with its local name.
  struct Named {
    let name: LocalName
    let resource: ProjectResource

    /// `modelgates/api`.
    var reference: String { resource.provider + "/" + resource.service }
    var plan: Plan { resource.plan.flatMap { Plan(text: $0) } ?? .free }
    var fingerprint: String { String((resource.keyHash ?? "").prefix(12)) }
    var subject: JournalEntry.Subject {
      JournalEntry.Subject(
        name: name, provider: resource.provider, service: resource.service, plan: plan, issuer: issuer,
        limit: limit)
    }
    /// As the state has it; the key itself may have another one by now.
    var limit: SpendingLimit? { SpendingLimit(amount: resource.limit, reset: resource.limitReset) }

    /// Who made its key, and can take it back.
    var issuer: KeyIssuer { resource.resourceId == nil ? .managementKey : .account }
  }

  /// The one service that a text means: a local name, `provider/service` or a bare provider; without a text, the only one.
  /// - Throws: `resource_not_found` and `ambiguous_reference`, with candidates.
  func named(_ reference: String?, in state: ProjectState) throws(ProjectError) -> Named {
    let all = services(in: state)
    guard let reference else {
      guard all.count <= 1 else { throw .ambiguousReference("", candidates: all.map(\.name.text)) }
      guard let only = all.first else { throw .resourceNotFound("", candidates: []) }
      return only
    }
    if let exact = all.first(where: { $0.name.text == reference }) { return exact }
    let matching = all.filter { $0.reference == reference || $0.resource.provider == reference }
    guard matching.count <= 1 else { throw .ambiguousReference(reference, candidates: matching.map(\.name.text)) }
    guard let only = matching.first else { throw .resourceNotFound(reference, candidates: all.map(\.name.text)) }
    return only
  }

  /// The local name of the one service that a text means, or without a text of the only one.
  /// - Throws: `project_not_initialized`, `resource_not_found` and `ambiguous_reference`, with candidates.
  public func localName(of reference: String? = nil) throws(ProjectError) -> String {
    try named(reference, in: loadState()).name.text
  }

  /// The service of this local name.
  func service(_ name: LocalName, in state: ProjectState) -> Named? {
    state.resources[name].map { Named(name: name, resource: $0) }
  }

  /// All services, by local name.
  func services(in state: ProjectState) -> [Named] {
    state.resources.names.compactMap { name in
      state.resources[name].map { Named(name: name, resource: $0) }
    }
  }

  /// What `--gateway` is to be for a gateway that the project knows by its name: `https://gateway.example/api/v1`. On this
  /// computer gateways speak plain HTTP, elsewhere none does.
  static func gatewayOption(_ name: String) -> String {
    guard name != sandboxName else { return name }
    let isHere = ["localhost", "127.0.0.1", "[::1]"].contains { name == $0 || name.hasPrefix($0 + ":") }
    return "\(isHere ? "http" : "https")://\(name)/api/v1"
  }

  /// - Throws: when the service's key belongs to another gateway than the one in use.
  func requireGateway(of service: Named) throws(ProjectError) {
    guard service.resource.gateway == gateway.name else {
      throw .otherGateway(service.name.text, of: service.resource.gateway, using: gateway.name)
    }
  }
}
