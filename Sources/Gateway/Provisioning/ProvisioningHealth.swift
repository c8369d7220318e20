public import JSON

/// Whether a gateway's provisioning protocol is there, and in which versions.
public struct ProvisioningHealth: Record {
  @Field("Versions that the gateway speaks.") public var supportedVersions: [GatewayText] = []
  @Field("`ok` when it works.") public var status: GatewayText

  public init() {}
}

extension ProvisioningClient {
  public func health() async throws(GatewayError) -> ProvisioningHealth {
    try ProvisioningHealth(reply: try await exchange(.get, "/health"), of: "GET /provisioning/health")
  }
}
