import Gateway
import JSON

/// A request for an account. One that waits for a person, or for the gateway, is kept, sealed, so that any later call of
/// any project goes on with it.
struct LinkRequest {
  /// `acctreq_…`
  let id: String
  let email: String
  let proof: ProofKey
  /// What the gateway wanted to know: a request that is repeated has to be the same.
  let information: JSONObject?
  let startedAt: Timestamp
  /// Where the person agrees, as far as the gateway has said.
  var url: String?

  /// For how long it is asked about. Later, a new one is begun.
  static let lifetime: Int64 = 3600

  init(email: String, information: JSONObject?, at now: Timestamp) {
    id = "acctreq_" + OperationID(at: now).text.dropFirst(3)
    self.email = email
    proof = ProofKey()
    self.information = information
    startedAt = now
  }

  var expiresAt: Timestamp { startedAt.advanced(bySeconds: Self.lifetime) }

  /// Whether it may still be asked about. One that was begun in the future comes of a clock that was wrong.
  func isOpen(at now: Timestamp) -> Bool { startedAt <= now && now < expiresAt }
}

extension LinkRequest: SealedMembers {
  var members: JSONObject {
    [
      "id": .string(id), "email": .string(email), "verifier": .revealing(proof.verifier),
      "information": information.map { .object($0) } ?? .null, "started_at": .string(startedAt.text),
      "url": .optional(url),
    ]
  }

  init?(_ members: JSONObject) {
    guard let id = members["id"]?.string, let email = members["email"]?.string,
      let verifier = members.secret("verifier"), let start = members["started_at"]?.string.flatMap({ Timestamp($0) })
    else { return nil }
    self.id = id
    self.email = email
    proof = ProofKey(verifier: verifier)
    information = members["information"]?.object
    startedAt = start
    url = members["url"]?.string
  }
}
