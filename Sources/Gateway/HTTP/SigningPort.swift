import SystemLibraries

/// Signs the requests of the provisioning protocol with a secret that the gateway shares with who orchestrates it:
/// `Stripe-Signature: t=<seconds since 1970>,v1=<HMAC-SHA256 of "t.body", hexadecimal>`, which is good for 300 seconds.
/// Requests of the API aren't signed.
public struct SigningPort: HTTPPort {
  private let port: any HTTPPort
  private let secret: Secret
  private let now: @Sendable () -> Int64

  static let field = "Stripe-Signature"

  /// - Parameter now: Seconds since 1970.
  public init(_ port: any HTTPPort, secret: Secret, now: @escaping @Sendable () -> Int64) {
    self.port = port
    self.secret = secret
    self.now = now
  }

  public var name: String { port.name }

  public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    guard request.path.hasPrefix("/provisioning/") else { return try await port.send(request) }
    let signed = HTTPRequest(
      request.method, request.path, query: request.query, bearer: request.bearer,
      fields: request.fields + [(name: Self.field, value: try signature(of: request.body?.bytes ?? []))],
      body: request.body)
    return try await port.send(signed)
  }

  private func signature(of body: [UInt8]) throws(HTTPFailure) -> String {
    let time = String(now())
    do throws(CryptoError) {
      let code = try secret.withBytes { key throws(CryptoError) in
        try HMAC.sha256(key: key, message: Array("\(time).".utf8) + body)
      }
      return "t=\(time),v1=\(Hex.encode(code))"
    } catch {
      throw HTTPFailure(
        error.code == .libraryMissing ? .libraryMissing : .unavailable, error.message + ".", mayHaveArrived: false)
    }
  }
}
