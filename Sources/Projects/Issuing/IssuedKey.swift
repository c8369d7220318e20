import Gateway
import JSON
import SystemLibraries

/// What is asked for when a key is made.
struct KeyOrder {
  let operation: OperationID
  let name: LocalName
  let provider: String
  let service: String
  let plan: Plan
  let project: ProjectIdentity
  let limit: SpendingLimit?
  let acceptsTerms: Bool
  /// For the first attempt only: it is kept nowhere.
  let paymentToken: Secret?
  /// What the gateway wanted to know.
  let information: JSONObject?

  var options: ResourceOptions {
    var options = ResourceOptions(limit)
    options.acceptsTerms = acceptsTerms
    options.information = information
    options.paymentToken = paymentToken
    return options
  }
}

/// A key just made.
struct IssuedKey {
  let key: Secret
  /// Lower-case hexadecimal SHA-256.
  let hash: String
  /// Nil for keys made by key management.
  let resourceID: String?

  init(key: Secret, resourceID: String?) throws(ProjectError) {
    self.key = key
    self.resourceID = resourceID
    hash = try key.hash()
  }
}

/// Which key is to be taken back.
struct IssuedKeyName {
  let resourceID: String?
  let hash: String?
}

extension Secret {
  /// SHA-256 of the key, in lower-case hexadecimal, which is how gateways name keys.
  func hash() throws(ProjectError) -> String {
    try ProjectError.converting { Hex.encode(try withBytes { bytes throws(CryptoError) in try SHA256.hash(bytes) }) }
  }
}
