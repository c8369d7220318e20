import Gateway
import JSON
import Testing

struct SecrecyTests {
  /// Every secret that can be minted, and the payment token that a request brought.
  @Test func theStateHoldsNoSecretInAnySpelling() async throws {
    let (gateway, provisioned) = try await ResourceTests.provisioned()
    var secrets = [provisioned, ProvisioningTests.access, "spt_very_secret_token"]
    secrets.append(try await gateway.mintKey())
    let management = try await gateway.post("/sandbox/management_keys", as: TestGateway.management, ["name": "m"])
    secrets.append(management.json["key"]?.string ?? "")
    let rotated = try await gateway.post(
      "\(ResourceTests.path)/rotate_credentials", as: ResourceTests.access, key: "r", [:])
    secrets.append(rotated.json["complete"]?["access_configuration"]?["api_key"]?.string ?? "")
    let linked = try await gateway.post("/provisioning/account_requests", ProvisioningTests.accountRequest).json
    secrets.append(linked["credentials"]?["bearer"]?["refresh_token"]?.string ?? "")
    let known: JSON = ["id": "c", "email": "ada@example.com"]
    let code = try await gateway.post("/provisioning/account_requests", known)
    secrets.append(code.json["oauth"]?["code"]?.string ?? "")
    let page = try await gateway.post("/provisioning/account_requests", known)
    secrets.append(page.json["requires_auth"]?["url"]?.string?.split(separator: "=").last.map(String.init) ?? "")
    let link = try await gateway.post(
      "/provisioning/deep_links", as: ProvisioningTests.access, ["purpose": "dashboard"])
    secrets.append(link.json["url"]?.string?.split(separator: "=").last.map(String.init) ?? "")
    var paid = ResourceTests.paid.object ?? [:]
    paid["payment_credentials"] = ["type": "token", "token": "spt_very_secret_token"]
    _ = try await gateway.post("/provisioning/resources", as: ResourceTests.access, key: "p", .object(paid))

    let state = try gateway.stateText().lowercased()
    for secret in secrets {
      #expect(secret.utf8.count > 20)
      for spelling in Self.spellings(of: secret) { #expect(!state.contains(spelling.lowercased())) }
    }
  }

  /// The random part alone, and the whole in every way.
  private static func spellings(of secret: String) -> [String] {
    let whole = SecretSpellings.all(of: Array(secret.utf8))
    return [String(secret.suffix(24))] + whole.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func nobodyCanAskForASecretByItsPlace() async throws {
    let gateway = try TestGateway()
    _ = try await gateway.mintKey()
    let place: JSON = ["minted_secret": "api_key", "serial": 2]
    let key = try await gateway.mintKey()
    _ = try await gateway.addCredits(1)
    let bodies: [(String, String, JSON)] = [
      ("/keys", TestGateway.management, ["name": place]),
      ("/provisioning/account_requests", "", ["id": place, "email": "a@b"]),
      ("/chat/completions", key, ["model": place, "messages": [["role": "user", "content": "x"]]]),
      ("/sandbox/management_keys", TestGateway.management, ["name": place]),
    ]
    for (path, bearer, body) in bodies {
      let answer = try await gateway.post(path, as: bearer, body)
      #expect(answer.status == 400)
      #expect(!answer.body.contains(KeyTests.minted))
    }
  }
}
