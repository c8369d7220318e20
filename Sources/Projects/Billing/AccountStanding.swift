import Gateway

/// What is known of the linked account that decides what may be asked for.
struct AccountStanding: Sendable {
  /// Nil when the gateway doesn't say.
  let paymentMethod: Bool?
  let termsAccepted: Bool?
  let termsAddress: String?
  /// Whether the gateway said so now; else it is how things were when the account was linked.
  let isCurrent: Bool
}

extension Project {
  /// Nil when no account is linked. Links none.
  func accountStanding() async throws(ProjectError) -> AccountStanding? {
    guard let link = try account.link() else { return nil }
    let status = try await account.asking { client, token throws(GatewayError) in
      try await client.accountStatus(accessToken: token)
    }
    guard let status else {
      return AccountStanding(
        paymentMethod: link.paymentCredentials.map { $0 == "provider" }, termsAccepted: nil, termsAddress: nil,
        isCurrent: false)
    }
    return AccountStanding(
      paymentMethod: status.paymentMethodOnFile, termsAccepted: status.termsAccepted,
      termsAddress: status.termsOfServiceUrl?.text, isCurrent: true)
  }

  /// The same, to be looked at by several conditions.
  func accountStandingIfKnown() async -> Result<AccountStanding?, ProjectError> {
    do throws(ProjectError) {
      return .success(try await accountStanding())
    } catch {
      return .failure(error)
    }
  }
}
