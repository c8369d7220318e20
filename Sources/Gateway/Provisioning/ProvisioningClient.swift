import JSON

/// The provisioning protocol, version 0.1d: how accounts are linked and resources (with their keys) are made, changed
/// and removed. All calls throw `GatewayError`.
public struct ProvisioningClient: Sendable {
  let client: GatewayClient

  /// The version of the protocol that every request names.
  public static let version = "0.1d"

  func exchange(
    _ method: HTTPRequest.Method, _ path: String, query: [(name: String, value: String)] = [],
    accessToken: Secret? = nil, idempotencyKey: String? = nil, body: HTTPRequest.Body? = nil,
    allowsErrorBody: Bool = false
  ) async throws(GatewayError) -> JSON {
    var fields = [(name: "API-Version", value: Self.version)]
    if let idempotencyKey { fields.append((name: "Idempotency-Key", value: idempotencyKey)) }
    let request = HTTPRequest(
      method, "/provisioning" + path, query: query, bearer: accessToken, fields: fields, body: body)
    return try await client.exchange(request, allowsErrorBody: allowsErrorBody)
  }
}
