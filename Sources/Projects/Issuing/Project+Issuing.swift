import Gateway

extension Project {
  /// For how long a lost reply can be asked for again under its operation's id: gateways keep it a day.
  static let replayWindow: Int64 = 23 * 3600

  /// Makes a key labelled with the operation's id.
  func issue(_ order: KeyOrder, by issuer: KeyIssuer) async throws(ProjectError) -> IssuedKey {
    switch issuer {
    case .account:
      let new = NewResource(
        operationID: order.operation.text, serviceID: order.service, plan: order.plan, projectID: order.project.id)
      let reply = try await account.asking { client, token throws(GatewayError) in
        try await client.createResource(new, accessToken: token)
      }
      guard let credential = reply.credential else { throw .notComplete(reply.status.name) }
      return try IssuedKey(key: credential.apiKey, resourceID: reply.id.text)
    case .managementKey:
      guard order.plan == .free else { throw .planNeedsAccount }
      let minted = try await ProjectError.asking { () async throws(GatewayError) in
        try await gateway.createKey(name: Self.label(order))
      }
      return try await named(minted)
    }
  }

  /// A key under the name by which it can be taken back, the SHA-256 of its text. One that the gateway calls otherwise is
  /// taken back at once: nobody could find it later.
  private func named(_ minted: MintedKey) async throws(ProjectError) -> IssuedKey {
    let issued = try IssuedKey(key: minted.key, resourceID: nil)
    guard issued.hash != minted.record.hash.text else { return issued }
    try await revoke(IssuedKeyName(resourceID: nil, hash: minted.record.hash.text), by: .managementKey)
    throw .namedOtherwise
  }

  /// The key that an interrupted operation may have made: the same one again where the gateway hands it out again, else
  /// nil, after keys labelled with the operation's id have been deleted.
  func reclaim(_ order: KeyOrder, by issuer: KeyIssuer) async throws(ProjectError) -> IssuedKey? {
    switch issuer {
    case .account: return try await issue(order, by: issuer)
    case .managementKey:
      let keys = try await ProjectError.asking { () async throws(GatewayError) in try await gateway.keys() }
      for key in keys where key.name?.text.contains(order.operation.text) == true {
        try await revoke(IssuedKeyName(resourceID: nil, hash: key.hash.text), by: issuer)
      }
      return nil
    }
  }

  /// Takes a key back. One that the gateway doesn't know, or no longer, is fine: whether it still works is to be checked.
  func revoke(_ name: IssuedKeyName, by issuer: KeyIssuer) async throws(ProjectError) {
    do throws(ProjectError) {
      switch issuer {
      case .account:
        guard let id = name.resourceID else { return }
        try await account.asking { client, token throws(GatewayError) in
          try await client.removeResource(id: id, accessToken: token)
        }
      case .managementKey:
        guard let hash = name.hash else { return }
        try await ProjectError.asking { () async throws(GatewayError) in try await gateway.deleteKey(hash: hash) }
      }
    } catch {
      guard error.code.name == GatewayError.Code.notFound.name else { throw error }
    }
  }

  /// Whether the gateway accepts the key.
  /// - Throws: what says neither yes nor no.
  func accepts(_ key: Secret) async throws(ProjectError) -> Bool {
    do throws(GatewayError) {
      _ = try await gateway.keyInfo(key: key)
      return true
    } catch {
      if error.code == .unauthenticated || error.code == .permissionDenied { return false }
      throw ProjectError(converting: error)
    }
  }

  /// How a key is called at the gateway, at most 100 characters.
  private static func label(_ order: KeyOrder) -> String {
    let label = "ModelGates \(order.operation) \(order.name) \(order.project.name)"
    return String(GatewayText(label, limit: 99).text)
  }
}

extension ProjectError {
  fileprivate static let planNeedsAccount = ProjectError.invalidArgument(
    "A key made by a management key has no plan: it uses the credits of the management key's account.",
    hint: "Leave the plan out.")

  fileprivate static let namedOtherwise = ProjectError(
    Code(name: "invalid_response"),
    "The gateway doesn't name its keys by the SHA-256 of their text, so the key that it made was taken back.",
    hint: "Use a gateway that follows the API's description of `hash`.")

  static func notComplete(_ status: String) -> ProjectError {
    ProjectError(
      Code(name: "gateway_error"), "The gateway hasn't made the key yet; it says \"\(status)\".",
      hint: "Try again: the same request goes on where it stopped.", retryable: true, mayHaveTakenEffect: true)
  }
}
