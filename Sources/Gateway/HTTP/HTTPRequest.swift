public import JSON

/// A request to the gateway.
public struct HTTPRequest: Sendable {
  public enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  public let method: Method
  /// Below the gateway's base address, beginning with a slash and percent-encoded where needed: `/keys`.
  public let path: String
  /// Names and values, not yet percent-encoded, in order.
  public let query: [(name: String, value: String)]
  /// The bearer token of the Authorization header.
  public let bearer: Secret?
  /// Further header fields, for example `API-Version`, `Idempotency-Key`. No credentials.
  public let fields: [(name: String, value: String)]
  public let body: Body?

  public enum Body: Sendable {
    case json(JSON)
    /// `application/x-www-form-urlencoded`; values not yet encoded. They may be secret (a refresh token).
    case form([(name: String, value: Secret)])
  }

  public init(
    _ method: Method, _ path: String, query: [(name: String, value: String)] = [], bearer: Secret? = nil,
    fields: [(name: String, value: String)] = [], body: Body? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.bearer = bearer
    self.fields = fields
    self.body = body
  }
}
