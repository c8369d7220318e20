import Gateway

extension Project {
  /// Limits and usage of a service's key, and what they mean. Costs nothing.
  /// - Parameter reference: A local name, `provider/service` or a provider; nil for the only service.
  public func keyInfo(_ reference: String? = nil) async throws(ProjectError) -> Outcome<KeyInfoReport> {
    let service = try named(reference, in: loadState())
    try requireGateway(of: service)
    guard let key = try keys.current(service.name) else { throw .keyNotInVault(service.name.text) }
    let info = try await ProjectError.asking { () async throws(GatewayError) in try await gateway.keyInfo(key: key) }
    let credits = await creditsIfKnown()
    let report = KeyInfoReport(
      info, credits: credits, service: service.name.text, plan: service.plan.rawValue,
      fingerprint: service.fingerprint, now: clock.now)
    let warnings = KeyInfoReport.warnings(of: info, of: service.name.text, credits: credits, now: clock.now)
    return Outcome(
      report, warnings: warnings,
      nextSteps: warnings.isEmpty ? [] : ["open_dashboard (`modelgates open modelgates`) leads to credits and keys."])
  }

  /// The account's credits, when there is a management key and it works.
  func creditsIfKnown() async -> Credits? {
    guard gateway.hasManagementKey else { return nil }
    return try? await gateway.credits()
  }
}
