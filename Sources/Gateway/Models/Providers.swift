public import JSON

/// Who runs models behind the gateway (GET /providers).
public struct ModelProvider: Record {
  @Field("Name for people.") public var name: GatewayText
  @Field("Identifier in requests.") public var slug: GatewayText?
  @Field("Privacy policy.") public var privacyPolicyUrl: GatewayText?
  @Field("Terms of service.") public var termsOfServiceUrl: GatewayText?
  @Field("Status page.") public var statusPageUrl: GatewayText?

  public init() {}
}

extension GatewayClient {
  /// The providers, in the gateway's order. Entries that can't be read are left out.
  public func providers() async throws(GatewayError) -> [ModelProvider] {
    let reply = try await exchange(HTTPRequest(.get, "/providers"))
    guard let entries = reply["data"]?.array else {
      throw .invalidResponse("GET /providers: the reply lacks its data.")
    }
    return entries.compactMap { try? ModelProvider(json: $0, unknownMembers: .ignore) }
  }
}
