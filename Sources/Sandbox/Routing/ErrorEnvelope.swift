import JSON

/// The five shapes that errors have on the wire.
enum ErrorEnvelope: Sendable {
  /// `{"error":{"code":404,"message":…}}`, with the HTTP status as the code.
  case api
  /// `{"error":{"code":"not_found","message":…}}`.
  case provisioning
  /// `{"type":"error","error":{"code":…,"message":…}}`.
  case accountRequest
  /// `{"status":"error","error":{"code":…,"message":…}}`.
  case resource
  /// `{"error":"invalid_grant","error_description":…}` (RFC 6749 section 5.2).
  case oauth

  func reply(to refusal: Refusal) -> Reply {
    Reply(refusal.status, body(refusal), fields: refusal.fields)
  }

  private func body(_ refusal: Refusal) -> JSON {
    let typed: JSON = ["code": .string(refusal.code), "message": .string(refusal.message)]
    switch self {
    case .api:
      var error: JSONObject = ["code": .integer(Int64(refusal.status)), "message": .string(refusal.message)]
      if !refusal.metadata.isEmpty { error["metadata"] = .object(refusal.metadata) }
      return ["error": .object(error)]
    case .oauth: return ["error": .string(refusal.code), "error_description": .string(refusal.message)]
    case .accountRequest where !refusal.isGeneral: return ["type": "error", "error": typed]
    case .resource where !refusal.isGeneral: return ["status": "error", "error": typed]
    case .provisioning, .accountRequest, .resource: return ["error": typed]
    }
  }
}
