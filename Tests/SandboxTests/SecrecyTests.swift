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

  /// Plain, the random part alone, hexadecimal, and base64 at each of the three alignments.
  private static func spellings(of secret: String) -> [String] {
    let bytes = Array(secret.utf8)
    let encoded = (0..<3).map { skipped in
      let whole = bytes.dropFirst(skipped)
      return base64(Array(whole.prefix(whole.count / 3 * 3)))
    }
    let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return [secret, String(secret.suffix(24)), hex] + encoded
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    return stride(from: 0, to: bytes.count - 2, by: 3).map { index in
      let bits = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
      return String([18, 12, 6, 0].map { alphabet[bits >> $0 & 63] })
    }.joined()
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
