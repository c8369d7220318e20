public import JSON

/// How an account stands, as far as it decides what may be asked for (GET /provisioning/account). Not every gateway says it.
public struct AccountStatus: Record {
  @Field("Whether the paid plan can be had without a payment token.") public var paymentMethodOnFile: Bool?
  @Field("Whether there are terms that wait for being accepted.") public var termsAccepted: Bool?
  @Field("Where the terms are.") public var termsOfServiceUrl: GatewayText?

  public init() {}
}

extension ProvisioningClient {
  /// Nil when the gateway doesn't say such things.
  public func accountStatus(accessToken: Secret) async throws(GatewayError) -> AccountStatus? {
    do throws(GatewayError) {
      let reply = try await exchange(.get, "/account", accessToken: accessToken)
      return try AccountStatus(reply: reply, of: "GET /provisioning/account")
    } catch {
      guard [GatewayError.Code.notFound, .invalidRequest].contains(error.code) else { throw error }
      return nil
    }
  }
}
