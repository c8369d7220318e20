extension SandboxState {
  /// The place of the key that a call carries, whatever kind of key it is.
  func authenticate(_ call: Call) throws(Refusal) -> Int {
    let digest = try call.bearerDigest()
    guard let index = keys.firstIndex(where: { $0.hash == digest }), keys[index].removedAt == nil else {
      throw .unauthorized("Invalid API key")
    }
    if keys[index].disabled { throw .unauthorized("This API key is disabled") }
    if keys[index].isExpired(at: call.now) { throw .unauthorized("This API key has expired") }
    return index
  }

  /// The id of the account that a call's management key manages.
  func managedAccount(_ call: Call) throws(Refusal) -> String {
    let key = keys[try authenticate(call)]
    guard key.isManagement else { throw .managementOnly }
    return key.account
  }

  /// The id of the account that a call's access token acts for.
  func linkedAccount(_ call: Call) throws(Refusal) -> String {
    let digest = try call.bearerDigest()
    guard let session = sessions.first(where: { $0.accessHash == digest }) else {
      throw .unauthorized("Invalid access token")
    }
    guard session.expiresAt > call.now else { throw .unauthorized("The access token has expired") }
    return session.account
  }
}
