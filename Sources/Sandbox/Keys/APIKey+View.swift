import Gateway
import JSON

extension APIKey {
  /// The members about spending, which `GET /key` and `GET /keys` have in common. Own provider keys can't be given to
  /// the sandbox, so their usage is zero.
  private func spending(at now: Int) -> JSONObject {
    let usage = usage(at: now)
    return [
      "label": .string(label), "limit": limit.json, "limit_reset": limitReset.map { .string($0.rawValue) } ?? .null,
      "limit_remaining": limitRemaining(at: now).json, "include_byok_in_limit": .bool(includeByokInLimit),
      "usage": usage.total.json, "usage_daily": usage.daily.json, "usage_weekly": usage.weekly.json,
      "usage_monthly": usage.monthly.json, "byok_usage": 0, "byok_usage_daily": 0, "byok_usage_weekly": 0,
      "byok_usage_monthly": 0, "expires_at": Self.time(expiresAt), "creator_user_id": nil,
    ]
  }

  /// What a key is told about itself.
  func info(of account: Account, at now: Int) -> JSON {
    var info = spending(at: now)
    info["is_free_tier"] = .bool(account.isFreeTier)
    info["is_management_key"] = .bool(isManagement)
    info["is_provisioning_key"] = .bool(isManagement)
    info["rate_limit"] = ["requests": -1, "interval": "10s", "note": "This field is deprecated and safe to ignore."]
    return .object(info)
  }

  /// What a management key is told about the key.
  func managed(in account: Account, at now: Int) -> JSON {
    var view: JSONObject = ["hash": .string(hash), "name": .string(name), "disabled": .bool(disabled)]
    for (name, value) in spending(at: now) { view[name] = value }
    view["created_at"] = Self.time(createdAt)
    view["updated_at"] = Self.time(updatedAt)
    view["workspace_id"] = .string(account.workspaceID)
    return .object(view)
  }

  private static func time(_ seconds: Int?) -> JSON {
    seconds.map { .string(Timestamp.text($0)) } ?? .null
  }
}
