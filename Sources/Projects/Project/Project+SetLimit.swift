public import Gateway
public import JSON

/// What setting a spending limit did, or would do.
public struct SetLimitReport: Record {
  @Field("Local name in the project.") public var name: String
  @Field("Spending limit of the key in USD; absent: none.") public var limit: USD?
  @Field("daily, weekly, monthly; absent: never.") public var limitReset: String?
  @Field("Left of it.") public var limitRemaining: USD?
  @Field("Of a dry run: nothing stands in the way.") public var ready: Bool?
  @Field("Checks of a dry run.") public var preflight: [PreflightCheck]?

  public init() {}

  init(_ service: Project.Named, _ limit: SpendingLimit?) {
    name = service.name.text
    self.limit = limit?.amount
    limitReset = limit?.reset?.rawValue
  }
}

extension Project {
  /// Sets what a service's key may spend; nil for as much as the account allows. Doing it again changes nothing, so it isn't
  /// journaled: after an interruption it is done again.
  /// - Throws: `limit_not_set` when the gateway goes on saying another limit.
  public func setLimit(
    _ reference: String, to limit: SpendingLimit?
  ) async throws(ProjectError) -> Outcome<SetLimitReport> {
    _ = try loadState()
    return try await exclusively("set_limit") { () async throws(ProjectError) in
      let remarks = try await recover()
      let state = try loadState()
      let service = try named(reference, in: state)
      try limitPreflight(service, state).requireAll()
      if try await !setByManagementKey(limit, of: service) { try await setByAccount(limit, of: service) }
      let remaining = try await verify(limit, of: service)
      let name = service.name
      try updateState { state in
        state.resources[name]?.limit = limit?.amount
        state.resources[name]?.limitReset = limit?.reset?.rawValue
      }
      var report = SetLimitReport(service, limit)
      report.limitRemaining = remaining
      return Outcome(
        report, warnings: remarks, nextSteps: ["get_key_info (`modelgates key \(name)`) shows what is left of it."])
    }
  }

  /// What would stand in the way of setting a limit. Changes nothing.
  public func checkLimit(
    _ reference: String, to limit: SpendingLimit?
  ) async throws(ProjectError) -> Outcome<SetLimitReport> {
    let state = try loadState()
    let service = try named(reference, in: state)
    let preflight = limitPreflight(service, state)
    var report = SetLimitReport(service, limit)
    report.ready = preflight.isReady
    report.preflight = preflight.checks
    return Outcome(report, nextSteps: preflight.nextSteps)
  }

  private func limitPreflight(_ service: Named, _ state: ProjectState) -> Preflight {
    var preflight = Preflight()
    preflight.require("The key's gateway is in use") { () throws(ProjectError) in try requireGateway(of: service) }
    requireStorage(state, &preflight)
    preflight.require("Its maker can be asked") { () throws(ProjectError) in
      if !gateway.hasManagementKey { try requireIssuer(service.issuer) }
    }
    return preflight
  }

  /// False when there is no management key, or when it has nothing to do with this key.
  private func setByManagementKey(_ limit: SpendingLimit?, of service: Named) async throws(ProjectError) -> Bool {
    guard gateway.hasManagementKey, let hash = service.resource.keyHash else { return false }
    do throws(GatewayError) {
      _ = try await gateway.setKey(hash: hash, limit: limit?.amount, reset: limit?.reset)
      return true
    } catch {
      guard error.isNotTheirs, service.issuer == .account else { throw ProjectError(converting: error) }
      return false
    }
  }

  private func setByAccount(_ limit: SpendingLimit?, of service: Named) async throws(ProjectError) {
    guard let id = service.resource.resourceId else { throw .managementKeyRequired }
    var options = ResourceOptions()
    options.limit = limit.map { .set($0.amount, $0.reset) } ?? .remove
    let (serviceID, final) = (service.resource.service, options)
    let reply = try await account.asking { client, token throws(GatewayError) in
      try await client.updateService(
        id: id, serviceID: serviceID, plan: nil, options: final, operationID: nil, accessToken: token)
    }
    guard reply.status == .complete else { throw .notComplete(reply.status.name) }
  }

  /// Not every gateway takes a limit from whoever has made the key, and not every one says so.
  /// - Returns: what is left of the limit.
  private func verify(_ limit: SpendingLimit?, of service: Named) async throws(ProjectError) -> USD? {
    guard let key = try keys.current(service.name), let info = try await info(of: key) else { return nil }
    guard SpendingLimit(info) == limit else { throw .limitNotSet(service.name) }
    return info.limitRemaining
  }
}
