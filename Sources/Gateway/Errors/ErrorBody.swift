import JSON

/// What the body of a refusal says: `{"error":{"code":402,"message":…,"metadata":{"error_type":…}}}` from the API,
/// a word instead of the number from the provisioning protocol, `{"error":"invalid_grant"}` from its token endpoint.
struct ErrorBody {
  let number: Int?
  /// The words that say what happened, the most specific first: `free_variant_ended`, `requires_payment_credentials`.
  let words: [String]
  let message: String?
  /// How long a model that can't be had at the moment asks to wait.
  let retryAfterMs: Int?

  /// Nil when the value has no error in it.
  init?(in json: JSON) {
    switch json["error"] {
    case nil, .null, .bool(false): return nil
    case .object(let error):
      let availability = error["availability"] ?? error["metadata"]?["availability"]
      let code = error["code"]
      number = code?.integer.flatMap { Int(exactly: $0) } ?? code?.string.flatMap { Int($0) }
      words = [availability?["code"]?.string, code?.string, error["metadata"]?["error_type"]?.string].compactMap { $0 }
      message = error["message"]?.string
      retryAfterMs = availability?["retry_after"]?.integer.flatMap { (0...86_400).contains($0) ? Int($0) * 1000 : nil }
    case .string(let error):
      number = nil
      words = [error]
      message = json["error_description"]?.string ?? json["message"]?.string
      retryAfterMs = nil
    default:
      // Not as any gateway describes it, but no success either.
      number = nil
      words = []
      message = json["message"]?.string
      retryAfterMs = nil
    }
  }
}
