import JSON

extension GatewayError {
  /// What a refusal means: by the word in its body where it has a known one, else by its status.
  ///
  /// - Parameters:
  ///   - status: The HTTP status; for an error in the body of a 200, that body's number decides instead.
  ///   - needsManagementKey: Whether the call is one that only management keys may make.
  init(
    status: Int, body: ErrorBody?, call: String, needsManagementKey: Bool, retryAfterMs: Int?
  ) {
    let isSuccess = (200..<300).contains(status)
    let number = isSuccess ? body?.number ?? status : status
    // An error that came with a success, and says nothing of its kind, is a failure of the gateway.
    let meaning =
      body?.words.lazy.compactMap(Self.meaning(ofWord:)).first
      ?? Self.meaning(ofStatus: isSuccess && number == status ? 500 : number)
    var code = meaning.code
    if needsManagementKey, code == .permissionDenied { code = .managementKeyRequired }
    let said = body?.message.map { " It said: \(Quotation.of($0))" } ?? ""
    // A refusal that the gateway understands as one has done nothing, whatever status it came with.
    let isRefusal = ![.gatewayUnavailable, .gatewayError, .invalidResponse].contains(code)
    self.init(
      code, "\(call): \(Self.words(for: code)) (status \(number)).\(said)", hint: meaning.hint,
      retryable: meaning.retryable,
      retryAfterMs: meaning.retryable ? retryAfterMs ?? body?.retryAfterMs : nil, status: number,
      mayHaveTakenEffect: !isRefusal)
  }

  private static func meaning(ofStatus status: Int) -> Meaning {
    switch status {
    case 401: (.unauthenticated, false, "Check the key: it may be wrong, disabled or expired.")
    case 402: (.insufficientCredits, false, "Add credits, or use a model whose name ends in :free.")
    case 403: (.permissionDenied, false, "The key or the account lacks the right; a person grants it at the gateway.")
    case 404, 410: (.notFound, false, nil)
    case 408: (.gatewayUnavailable, true, "Try again.")
    case 409: (.conflict, false, "See what the gateway has already; the same request would be refused again.")
    case 429: (.rateLimited, true, "Wait before the next request; limits count for the whole account.")
    case 400..<500: (.invalidRequest, false, "Change the request; the same one would be refused again.")
    case 502, 503, 504, 520...529: (.gatewayUnavailable, true, "Try again in a moment.")
    case 500..<600: (.gatewayError, true, "Try again in a moment.")
    default: (.invalidResponse, false, checkAddress)
    }
  }

  private static func meaning(ofWord word: String) -> Meaning? {
    switch word {
    case "requires_payment_credentials", "billing_activation_failed":
      (.paymentMethodRequired, false, "Add a payment method, then try again.")
    case "tos_acceptance_required": (.termsNotAccepted, false, "The user accepts the provider's terms first.")
    case "authentication", "unauthorized", "invalid_grant", "invalid_client", "unauthorized_client":
      meaning(ofStatus: 401)
    case "invalid_signature":
      (
        .unauthenticated, false,
        "The gateway takes signed requests only: check the secret it shares with this computer."
      )
    case "payment_required": meaning(ofStatus: 402)
    case "permission_denied", "forbidden", "access_denied", "invalid_scope", "deep_links_not_enabled":
      meaning(ofStatus: 403)
    case "content_policy_violation", "refusal":
      (.permissionDenied, false, "The content isn't allowed there: change it, or use another model.")
    case "not_found", "unknown_service", "invalid_resource_id": meaning(ofStatus: 404)
    case "timeout": meaning(ofStatus: 408)
    case "project_id_conflict", "invalid_state", "destructive_update": meaning(ofStatus: 409)
    case "rate_limited", "rate_limit_exceeded": meaning(ofStatus: 429)
    case "provider_overloaded", "provider_unavailable": meaning(ofStatus: 503)
    case "server", "server_error", "account_creation_failed", "team_resolution_failed", "no_team",
      "credential_rotation_failed", "remove_failed":
      meaning(ofStatus: 500)
    case "invalid_api_version":
      (.invalidRequest, false, "The gateway speaks other versions of the provisioning protocol; use a management key.")
    case "context_length_exceeded", "max_tokens_exceeded", "token_limit_exceeded", "string_too_long",
      "payload_too_large":
      (.invalidRequest, false, "The request is too long: shorten it, or use a model with a larger context.")
    case "invalid_request", "invalid_prompt", "unprocessable", "precondition_failed", "missing_service_id",
      "invalid_label_prefix", "body_not_readable", "body_not_decodable", "invalid_path", "unsupported_grant_type",
      "expired", "account_request_expired":
      meaning(ofStatus: 400)
    case _ where word.hasPrefix("image_"): meaning(ofStatus: 400)
    default: meaning(ofAvailability: word)
    }
  }

  /// Why a model can't be had (the `availability` of an error).
  private static func meaning(ofAvailability word: String) -> Meaning? {
    switch word {
    case "model_not_found", "no_endpoints", "model_deprecated": (.notFound, false, "Choose another model.")
    case "free_variant_ended":
      (.notFound, false, "The model isn't free any more: choose another one, or leave :free out and pay for it.")
    case "wrong_endpoint": (.invalidRequest, false, "The model isn't for this kind of request: choose another one.")
    case "model_unavailable_upstream", "capacity_exhausted", "temporarily_unavailable":
      (.gatewayUnavailable, true, "Try again in a moment, or use another model.")
    case "region_restricted", "privacy_restricted", "constraint_filtered":
      (.permissionDenied, false, "The account's settings, or its region, exclude this model: choose another one.")
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
    case .termsNotAccepted: "the provider's terms must be accepted first"
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
