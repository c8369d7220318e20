import JSON

/// A secret that the sandbox has made or can make again.
struct MintedSecret: Sendable, Equatable {
  enum Kind: String, Sendable, CaseIterable {
    case apiKey = "api_key"
    case managementKey = "management_key"
    case accessToken = "access_token"
    case refreshToken = "refresh_token"
    case authorizationCode = "authorization_code"
    case dashboardLink = "dashboard_link"
    case authorizationPage = "authorization_page"

    /// What the secret's text begins with.
    var prefix: String {
      switch self {
      case .apiKey: "sk-mg-v1-sandbox"
      case .managementKey: "sk-mg-sandbox-management-"
      case .accessToken: "mgat_sandbox_"
      case .refreshToken: "mgrt_sandbox_"
      case .authorizationCode: "mgac_sandbox_"
      case .dashboardLink: "mgdl_sandbox_"
      case .authorizationPage: "mgap_sandbox_"
      }
    }
  }

  let kind: Kind
  let serial: Int

  init(_ kind: Kind, _ serial: Int) {
    self.kind = kind
    self.serial = serial
  }

  /// Stands in a reply where the secret's text will be. Replies take over strings and numbers from requests, never
  /// objects, so nobody can ask for a secret in this form.
  var place: JSON {
    [Self.member: .string(kind.rawValue), "serial": .integer(Int64(serial))]
  }

  /// The same inside a text: what stands before the secret.
  func place(after text: String) -> JSON {
    [Self.member: .string(kind.rawValue), "serial": .integer(Int64(serial)), "after": .string(text)]
  }

  init?(place: JSONObject) {
    guard place.count == 2 || place["after"]?.string != nil && place.count == 3,
      let kind = place[Self.member]?.string.flatMap(Kind.init(rawValue:)),
      let serial = place["serial"]?.integer.flatMap({ Int(exactly: $0) })
    else { return nil }
    self.init(kind, serial)
  }

  private static let member = "minted_secret"
}
