import EventLoop
import Gateway
import JSON

extension FuzzTarget {
  /// Whatever a gateway replies to a call: a typed value or an error, in which nothing can steer a terminal.
  static let gatewayReplies = FuzzTarget(name: "gateway-replies") { bytes in
    guard bytes.count > 1, let loop else { return }
    // The first two bytes choose the call and the status.
    let status = [200, 201, 400, 401, 402, 403, 404, 409, 422, 429, 500, 503][Int(bytes[1]) % 12]
    let port = FixedPort(response: HTTPResponse(status: status, body: Array(bytes[2...])))
    let call = calls[Int(bytes[0]) % calls.count]
    let outcome: Result<Void, any Error> = loop.run {
      do {
        return .success(try await call(GatewayClient(port: port, managementKey: Secret(Array("mk-secret".utf8)))))
      } catch {
        return .failure(error)
      }
    }
    guard case .failure(let failure) = outcome else { return }
    guard let error = failure as? GatewayError else { throw failure }
    try require(error.message.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }, error.message)
    try require(!error.message.contains("mk-secret"), "the key is in an error")
    try require(error.message.utf8.count < 16_384, "a long error")
  }

  private static let loop = try? EventLoop()
  private static let token = Secret(Array("token".utf8))

  private typealias Call = @Sendable (GatewayClient) async throws -> Void

  private static let calls: [Call] = [
    { client in
      let models = try await client.models()
      for sort in [ModelSort.cheapest, .newest, .context, .name, .relevance] {
        var query = ModelQuery()
        query.sort = sort
        query.text = sort == .name ? "a b" : nil
        query.maximumPromptPrice = sort == .cheapest ? 3 : nil
        _ = try query.page(of: models).jsonBytes
      }
    },
    { client in _ = try await client.model(id: "a/b") },
    { client in _ = try await client.keys() },
    { client in _ = try await client.keyInfo(key: token) },
    { client in _ = try await client.credits() },
    { client in
      _ = try await client.complete(model: "a", messages: [ChatMessage(.user, "b")], maxTokens: 1, key: token)
    },
    { client in _ = try await client.provisioning.services() },
    { client in _ = try await client.provisioning.accountStatus(accessToken: token) },
    { client in _ = try await client.provisioning.requestAccount(requestID: "r", email: "a@b") },
    { client in _ = try await client.provisioning.exchangeToken(.refreshToken(token)) },
    { client in _ = try await client.provisioning.resource(id: "r", accessToken: token) },
    { client in try await client.provisioning.removeResource(id: "r", accessToken: token) },
  ]
}

/// A gateway that always gives the same reply.
private struct FixedPort: HTTPPort {
  let name = "fixed"
  let response: HTTPResponse

  func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse { response }
}
