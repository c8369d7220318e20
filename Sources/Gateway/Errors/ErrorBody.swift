import JSON

/// What the body of a refusal says: `{"error":{"code":402,"message":…,"metadata":{"error_type":…}}}` from the API,
/// a word instead of the number from the provisioning protocol, `{"error":"invalid_grant"}` from its token endpoint.
struct ErrorBody {
  let number: Int?
  /// The word that says most: `requires_payment_credentials`, `rate_limit_exceeded`.
  let word: String?
  let message: String?

  /// Nil when the value has no error in it.
  init?(in json: JSON) {
    switch json["error"] {
    case .object(let error):
      number = error["code"]?.integer.flatMap { Int(exactly: $0) }
      word = error["code"]?.string ?? error["metadata"]?["error_type"]?.string
      message = error["message"]?.string
    case .string(let error):
      number = nil
      word = error
      message = json["error_description"]?.string ?? json["message"]?.string
    default: return nil
    }
  }
}
