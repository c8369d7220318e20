import Gateway
import JSON

/// A request on its way to an endpoint.
struct Call: Sendable {
  let request: HTTPRequest
  /// What stands in the path at the route's open places, decoded.
  let arguments: [String]
  /// Seconds since 1970, within `UTC.range`.
  let now: Int
  /// What the addresses begin with that people are given: scheme, host and port.
  let address: String

  /// The first value of a query item.
  func query(_ name: String) -> String? {
    request.query.first { $0.name == name }?.value
  }

  /// The first value of a header field; names are compared without case.
  func field(_ name: String) -> String? { request[field: name] }

  /// The digest of the bearer token, by which keys and tokens are kept.
  func bearerDigest() throws(Refusal) -> String {
    guard let bearer = request.bearer, !bearer.isEmpty else { throw .unauthorized("Missing Authentication header") }
    return try bearer.withBytes { bytes throws(Refusal) in try Digest.sha256(bytes) }
  }

  func body() throws(Refusal) -> RequestBody {
    guard case .json(.object(let members)) = request.body else {
      throw .invalid("expected a JSON object as the body")
    }
    return RequestBody(members)
  }

  /// The members of a JSON body, or none where there is no body at all.
  func optionalBody() throws(Refusal) -> RequestBody {
    request.body == nil ? RequestBody(JSONObject()) : try body()
  }

  /// The first value of a form's item.
  func form(_ name: String) throws(Refusal) -> Secret? {
    guard case .form(let items) = request.body else {
      throw .invalid("expected application/x-www-form-urlencoded as the body")
    }
    return items.first { $0.name == name }?.value
  }
}
