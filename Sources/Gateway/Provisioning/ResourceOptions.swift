public import JSON

/// What may be said beside the plan when a resource is made or changed.
public struct ResourceOptions: Sendable {
  /// What becomes of the spending limit of its key.
  public enum Limit: Sendable, Equatable {
    case keep
    case remove
    case set(USD, LimitReset?)
  }

  public var limit = Limit.keep
  /// Whether the user has accepted the provider's terms.
  public var acceptsTerms = false
  /// What an earlier reply asked for.
  public var information: JSONObject?
  /// `spt_…`: a payment credential for this one request. It is kept nowhere.
  public var paymentToken: Secret?

  public init() {}
}

extension ResourceOptions {
  /// The body of a request with these options.
  func body(_ members: JSONObject, plan: Plan?) -> JSON {
    var body = members
    var configuration = JSONObject()
    if let plan { configuration["plan"] = .string(plan.wireName) }
    switch limit {
    case .keep: break
    case .remove:
      configuration["limit"] = .null
      configuration["limit_reset"] = .null
    case .set(let amount, let reset):
      configuration["limit"] = amount.json
      configuration["limit_reset"] = reset.map { .string($0.rawValue) } ?? .null
    }
    body["configuration"] = .object(configuration)
    if let information { body["submitted_information"] = .object(information) }
    if acceptsTerms { body["tos_acceptance"] = ["accepted": true] }
    if let paymentToken {
      let text = paymentToken.withBytes { String(decoding: $0, as: UTF8.self) }
      body["payment_credentials"] = ["type": "stripe_payment_token", "stripe_payment_token": .string(text)]
    }
    return .object(body)
  }
}
