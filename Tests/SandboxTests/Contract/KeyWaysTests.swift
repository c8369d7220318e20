import Gateway
import JSON
import Sandbox
import Testing

/// The two ways to a key, each in process and over the port: the provisioning protocol, and a management key.
@Suite(.timeLimit(.minutes(10)))
struct KeyWaysTests {
  @Test(arguments: GatewayWay.allCases)
  func byTheProvisioningProtocol(way: GatewayWay) async throws {
    try await way.run { _, port in
      let client = GatewayClient(port: port, managementKey: nil)
      let provisioning = client.provisioning
      guard
        case .credentials(let first) = try await provisioning.requestAccount(requestID: "r1", email: "a@example.com")
      else { throw Unexpected() }
      let proof = ProofKey()
      let again = try await provisioning.requestAccount(
        requestID: "r2", email: "a@example.com", codeChallenge: try proof.challenge())
      guard case .authorizationCode(let code) = again else { throw Unexpected() }
      let linked = try await provisioning.exchangeToken(.authorizationCode(code, verifier: proof.verifier))
      #expect(linked.accountID == first.accountID)
      let refreshed = try await provisioning.exchangeToken(.refreshToken(try #require(linked.refreshToken)))
      let error = await #expect(throws: GatewayError.self) {
        try await provisioning.resource(id: "res_1", accessToken: linked.accessToken)
      }
      #expect(error?.code == .unauthenticated)

      let new = NewResource(operationID: "op_1", serviceID: "api", plan: .free, projectID: "prj_1")
      let made = try await provisioning.createResource(new, accessToken: refreshed.accessToken)
      let key = try #require(made.apiKey)
      #expect(try await client.keyInfo(key: key).isFreeTier == true)
      try await provisioning.removeResource(id: made.id.text, accessToken: refreshed.accessToken)
      await #expect(throws: GatewayError.self) { try await client.keyInfo(key: key) }
    }
  }

  @Test(arguments: GatewayWay.allCases)
  func byAManagementKey(way: GatewayWay) async throws {
    try await way.run { _, port in
      let client = GatewayClient(port: port, managementKey: Secret(Array(Sandbox.managementKey.utf8)))
      let minted = try await client.createKey(name: "one")
      #expect(try await client.keyInfo(key: minted.key).isFreeTier == true)
      #expect(try await client.keys().map(\.hash) == [minted.record.hash])
      try await client.deleteKey(hash: minted.record.hash.text)
      await #expect(throws: GatewayError.self) { try await client.keyInfo(key: minted.key) }
      #expect(try await client.credits().remaining == .zero)
    }
  }

  @Test(arguments: GatewayWay.allCases)
  func aPersonAgreesOnThePage(way: GatewayWay) async throws {
    try await way.run { gateway, port in
      let provisioning = GatewayClient(port: port, managementKey: nil).provisioning
      let email = "bob+browser@example.com"
      guard case .browserNeeded(let url?) = try await provisioning.requestAccount(requestID: "r", email: email)
      else { throw Unexpected() }
      #expect(url.text.hasPrefix("http://127.0.0.1:4790/authorize?request="))
      _ = try await gateway.post("/sandbox/authorizations", as: TestGateway.management, ["email": .string(email)])
      guard case .authorizationCode = try await provisioning.requestAccount(requestID: "r", email: email)
      else { throw Unexpected() }
    }
  }

  private struct Unexpected: Error {}
}
