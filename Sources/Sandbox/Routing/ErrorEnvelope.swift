import JSON

/// The shapes that errors have on the wire.
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
  /// A page for a person.
  case page

  /// Of a path that no route is known of.
  static func of(_ path: String) -> ErrorEnvelope { path.hasPrefix("/provisioning/") ? .provisioning : .api }

  /// - Parameter status: The HTTP status, if not the refusal's.
  func reply(to refusal: Refusal, status: Int? = nil) -> Reply {
    if self == .page { return Page.refusal(refusal) }
    return Reply(status ?? refusal.status, body(refusal), fields: refusal.fields)
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
    case .provisioning, .accountRequest, .resource, .page: return ["error": typed]
    }
  }
}
