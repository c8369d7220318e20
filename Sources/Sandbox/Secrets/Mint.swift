import JSON

/// Makes the sandbox's secrets, each from the state's seed and a number that occurs once.
///
/// So the state needs to keep digests only, and a reply that got lost can be given again, with its secrets.
struct Mint: Sendable {
  /// The state's seed, 64 hex digits.
  let seed: String

  func text(_ secret: MintedSecret) throws(Refusal) -> String {
    let digits = try Digest.hmac(key: Array(seed.utf8), Array("\(secret.kind.rawValue):\(secret.serial)".utf8))
    return secret.kind.prefix + digits.prefix(48)
  }

  /// The digest by which the state knows the secret.
  func digest(_ secret: MintedSecret) throws(Refusal) -> String {
    try Digest.sha256(Array(text(secret).utf8))
  }

  /// The body with the secrets in their places.
  func filling(_ json: JSON) throws(Refusal) -> JSON {
    switch json {
    case .array(let elements):
      var filled: [JSON] = []
      for element in elements { filled.append(try filling(element)) }
      return .array(filled)
    case .object(let members):
      if let secret = MintedSecret(place: members) {
        return .string(try (members["after"]?.string ?? "") + text(secret))
      }
      var filled = JSONObject()
      for (name, value) in members { filled[name] = try filling(value) }
      return .object(filled)
    default: return json
    }
  }
}
