import Gateway
import JSON

/// Something with secrets among its members, which is kept in a vault and nowhere else.
protocol SealedMembers {
  /// With the secrets in plain: to be sealed.
  var members: JSONObject { get }

  /// Nil when they aren't such members.
  init?(_ members: JSONObject)
}

extension SealedMembers {
  var unsealed: Secret { Secret(JSON.object(members).bytes) }

  init?(unsealed secret: Secret) {
    let json = secret.withBytes { try? JSON(parsing: $0, limits: JSONLimits(depth: 8, bytes: 65_536)) }
    guard let members = json?.object else { return nil }
    self.init(members)
  }
}

extension JSON {
  static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

  /// The secret in plain, for what is to be sealed.
  static func revealing(_ secret: Secret) -> JSON {
    .string(secret.withBytes { String(decoding: $0, as: UTF8.self) })
  }
}

extension JSONObject {
  func secret(_ name: String) -> Secret? { self[name]?.string.map { Secret(Array($0.utf8)) } }
}
