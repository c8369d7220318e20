extension SandboxState {
  /// Makes a key of an account: the record, with the secret's digest, and what the secret is made from.
  mutating func newKey(
    _ kind: MintedSecret.Kind, name: String, label: String? = nil, account: String, at now: Int
  ) throws(Refusal) -> (key: APIKey, secret: MintedSecret) {
    guard keys.count(where: { $0.removedAt == nil }) < Limits.liveKeys else {
      throw .full("keys", limit: Limits.liveKeys)
    }
    let secret = MintedSecret(kind, nextSerial())
    let text = try mint.text(secret)
    var key = APIKey()
    key.hash = try Digest.sha256(Array(text.utf8))
    key.label = label ?? masked(text)
    key.name = name
    key.account = account
    key.isManagement = kind == .managementKey
    key.createdAt = now
    return (key, secret)
  }

  /// Revokes the key of a digest for good. Twice is fine.
  mutating func removeKey(_ hash: String, at now: Int) {
    guard let index = keys.firstIndex(where: { $0.hash == hash }), keys[index].removedAt == nil else { return }
    keys[index].removedAt = now
  }
}
