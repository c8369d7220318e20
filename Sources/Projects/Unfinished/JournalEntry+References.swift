import Gateway
import JSON

extension JournalReference.Name {
  static let service = Self("service")
  static let provider = Self("provider")
  static let plan = Self("plan")
  static let issuer = Self("issuer")
  static let graceUntil = Self("grace_until")
  static let oldPlan = Self("old_plan")
  static let limit = Self("limit")
  static let limitReset = Self("limit_reset")
  /// The new key couldn't be given the limit of the old one.
  static let limitLost = Self("limit_lost")
  /// The gateway has refused once to take the old key back.
  static let wasRefused = Self("was_refused")
  static let acceptsTerms = Self("accepts_terms")
  static let onlyCredentials = Self("only_credentials")
  /// Names of variables, with spaces between them.
  static let removedVariables = Self("removed_variables")
  static let leftVariables = Self("left_variables")
  /// Names of environments, with spaces between them.
  static let environments = Self("environments")
  static let idempotencyKey = Self("idempotency_key")
  static let argumentsDigest = Self("arguments_digest")
  static let information = Self("information")
}

extension JournalEntry {
  /// What an operation is about, in the types of the project; nil when an entry isn't complete.
  struct Subject {
    let name: LocalName
    let provider: String
    let service: String
    var plan: Plan
    let issuer: KeyIssuer
    /// Of the key.
    var limit: SpendingLimit?
    /// Whether the user has accepted the provider's terms.
    var acceptsTerms = false
  }

  var subject: Subject? {
    guard let name = self[.resource].flatMap({ LocalName($0) }), let provider = self[.provider],
      let service = self[.service], let plan = self[.plan].flatMap({ Plan(text: $0) }),
      let issuer = self[.issuer].flatMap({ KeyIssuer(rawValue: $0) })
    else { return nil }
    return Subject(
      name: name, provider: provider, service: service, plan: plan, issuer: issuer,
      limit: SpendingLimit(amount: self[.limit].flatMap { USD($0) }, reset: self[.limitReset]),
      acceptsTerms: self[.acceptsTerms] != nil)
  }

  mutating func describe(_ subject: Subject, gateway: String, idempotency: IdempotentCall?) {
    self[.resource] = subject.name.text
    self[.provider] = subject.provider
    self[.service] = subject.service
    self[.plan] = subject.plan.rawValue
    self[.issuer] = subject.issuer.rawValue
    self[.limit] = subject.limit?.amount.text(minimumDecimals: 0)
    self[.limitReset] = subject.limit?.reset?.rawValue
    self[.acceptsTerms] = subject.acceptsTerms ? "yes" : nil
    self[.gateway] = gateway
    self[.idempotencyKey] = idempotency?.key
    self[.argumentsDigest] = idempotency?.argumentsDigest
  }

  /// The names in a reference that holds several.
  func names(_ name: JournalReference.Name) -> [String] {
    (self[name] ?? "").split(separator: " ").map(String.init)
  }

  /// What the gateway wanted to know: a request that is repeated has to be the same.
  var information: JSONObject? {
    guard let text = self[.information] else { return nil }
    return (try? JSON(parsing: Array(text.utf8), limits: JSONLimits(depth: 8, bytes: Self.informationLimit)))?.object
  }

  /// - Throws: `invalid_argument` for what is too long.
  mutating func note(_ information: JSONObject?) throws(ProjectError) {
    let text = information.map { JSON.object($0).description }
    guard (text?.utf8.count ?? 0) <= Self.informationLimit else {
      throw .invalidArgument("The information is at most \(Self.informationLimit) bytes long.")
    }
    self[.information] = text
  }

  private static let informationLimit = 1000

  var newKey: IssuedKeyName { IssuedKeyName(resourceID: self[.newResourceID], hash: self[.newKeyHash]) }
  var oldKey: IssuedKeyName { IssuedKeyName(resourceID: self[.oldResourceID], hash: self[.oldKeyHash]) }
}
