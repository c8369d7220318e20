import JSON

extension GatewayError {
  /// What a refusal means: by the word in its body where it has a known one, else by its status.
  ///
  /// - Parameters:
  ///   - status: The HTTP status; for an error in the body of a 200, that body's number decides instead.
  ///   - needsManagementKey: Whether the call is one that only management keys may make.
  init(
    status: Int, body: ErrorBody?, call: String, needsManagementKey: Bool, retryAfterMs: Int?, redaction: Redaction
  ) {
    let number = (200..<300).contains(status) ? body?.number ?? 500 : status
    let meaning = body?.word.flatMap(Self.meaning(ofWord:)) ?? Self.meaning(ofStatus: number)
    var code = meaning.code
    if needsManagementKey, code == .permissionDenied { code = .managementKeyRequired }
    let said = body?.message.map { redaction.quoted($0) }.map { " It said: \($0)" } ?? ""
    // A refusal that the gateway understands as one has done nothing, whatever status it came with.
    let isRefusal = ![.gatewayUnavailable, .gatewayError, .invalidResponse].contains(code)
    self.init(
      code, "\(call): \(Self.words(for: code)) (status \(number)).\(said)", hint: meaning.hint,
      retryable: meaning.retryable, retryAfterMs: meaning.retryable ? retryAfterMs : nil, status: number,
      mayHaveTakenEffect: !isRefusal)
  }

  private typealias Meaning = (code: Code, retryable: Bool, hint: String?)

  private static func meaning(ofStatus status: Int) -> Meaning {
    switch status {
    case 401: (.unauthenticated, false, "Check the key: it may be wrong, disabled or expired.")
    case 402: (.insufficientCredits, false, "Add credits, or use a model whose name ends in :free.")
    case 403: (.permissionDenied, false, nil)
    case 404, 410: (.notFound, false, nil)
    case 408: (.gatewayUnavailable, true, nil)
    case 409: (.conflict, false, nil)
    case 429: (.rateLimited, true, "Wait before the next request; limits count for the whole account.")
    case 400..<500: (.invalidRequest, false, nil)
    case 502, 503, 504, 520...529: (.gatewayUnavailable, true, nil)
    case 500..<600: (.gatewayError, true, nil)
    default: (.invalidResponse, false, nil)
    }
  }

  private static func meaning(ofWord word: String) -> Meaning? {
    switch word {
    case "requires_payment_credentials", "billing_activation_failed":
      (.paymentMethodRequired, false, "Add a payment method, then try again.")
    case "authentication", "unauthorized", "invalid_grant", "invalid_signature": meaning(ofStatus: 401)
    case "payment_required": meaning(ofStatus: 402)
    case "permission_denied", "forbidden", "content_policy_violation", "refusal": meaning(ofStatus: 403)
    case "not_found", "unknown_service", "invalid_resource_id": meaning(ofStatus: 404)
    case "timeout": meaning(ofStatus: 408)
    case "project_id_conflict", "invalid_state", "destructive_update": meaning(ofStatus: 409)
    case "rate_limited", "rate_limit_exceeded": meaning(ofStatus: 429)
    case "provider_overloaded", "provider_unavailable": meaning(ofStatus: 503)
    case "server", "server_error", "account_creation_failed", "team_resolution_failed", "credential_rotation_failed",
      "remove_failed":
      meaning(ofStatus: 500)
    case "invalid_request", "invalid_prompt", "unprocessable", "payload_too_large", "precondition_failed",
      "context_length_exceeded", "max_tokens_exceeded", "token_limit_exceeded", "string_too_long",
      "invalid_api_version", "missing_service_id", "invalid_path", "unsupported_grant_type", "expired",
      "account_request_expired":
      meaning(ofStatus: 400)
    default: nil
    }
  }

  private static func words(for code: Code) -> String {
    switch code {
    case .unauthenticated: "the gateway doesn't accept the key"
    case .permissionDenied: "the gateway doesn't allow this"
    case .managementKeyRequired: "only a management key may do this"
    case .insufficientCredits: "the account's credits don't suffice"
    case .paymentMethodRequired: "a payment method is needed"
    case .notFound: "the gateway doesn't know what was asked for"
    case .conflict: "this contradicts what the gateway already has"
    case .rateLimited: "too many requests"
    case .invalidRequest: "the gateway refuses the request"
    case .gatewayUnavailable: "the gateway can't answer now"
    case .gatewayError: "the gateway failed"
    default: "the gateway's reply makes no sense"
    }
  }
}
