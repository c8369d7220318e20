import Gateway

extension Project {
  /// For how long a lost reply can be asked for again under its operation's id: gateways keep it a day.
  static let replayWindow: Int64 = 23 * 3600

  /// Makes a key labelled with the operation's id.
  func issue(_ order: KeyOrder, by issuer: KeyIssuer) async throws(ProjectError) -> IssuedKey {
    switch issuer {
    case .account:
      let new = NewResource(
        operationID: order.operation.text, serviceID: order.service, plan: order.plan, projectID: order.project.id,
        options: order.options)
      let reply = try await account.asking { client, token throws(GatewayError) in
        try await client.createResource(new, accessToken: token)
      }
      return try await key(of: reply, order)
    case .managementKey:
      guard order.plan == .free else { throw .planNeedsAccount }
      let minted = try await ProjectError.asking { () async throws(GatewayError) in
        try await gateway.createKey(
          name: Self.label(order), limit: order.limit?.amount, limitReset: order.limit?.reset)
      }
      return try await named(minted)
    }
  }

  /// The key that the gateway has made, or why there is none.
  private func key(of reply: ResourceReply, _ order: KeyOrder) async throws(ProjectError) -> IssuedKey {
    var reply = reply
    if reply.status == .pending {
      // It may be done by now; then its key is in the description, or comes when the same is asked for again.
      let id = reply.id.text
      reply = try await account.asking { client, token throws(GatewayError) in
        try await client.resource(id: id, accessToken: token)
      }
    }
    if let key = reply.apiKey { return try IssuedKey(key: key, resourceID: reply.id.text) }
    if let information = reply.requestedInformation {
      // Nothing was made that has a key; what there is of it goes.
      try? await revoke(IssuedKeyName(resourceID: reply.id.text, hash: nil), by: .account)
      throw .informationRequired(information, command: "add \(order.provider)/\(order.service)", tool: "add_service")
    }
    throw .notComplete(reply.status.name)
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
  func accepts(_ key: Secret) async throws(ProjectError) -> Bool { try await info(of: key) != nil }

  /// What the gateway says of the key; nil when it refuses it.
  /// - Throws: what says neither yes nor no.
  func info(of key: Secret) async throws(ProjectError) -> KeyInfo? {
    do throws(GatewayError) {
      return try await gateway.keyInfo(key: key)
    } catch {
      if error.code == .unauthenticated || error.code == .permissionDenied { return nil }
      throw ProjectError(converting: error)
    }
  }

  /// Sees to it that a new key has the limit that was ordered: not every gateway takes one with the order.
  /// - Returns: whether it has it now.
  func ensure(_ limit: SpendingLimit?, of info: KeyInfo, hash: String?) async throws(ProjectError) -> Bool {
    guard let limit, SpendingLimit(info) != limit else { return true }
    guard gateway.hasManagementKey, let hash else { return false }
    do throws(GatewayError) {
      return try await gateway.setKey(hash: hash, limit: limit.amount, reset: limit.reset).limit == limit.amount
    } catch {
      guard error.isNotTheirs else { throw ProjectError(converting: error) }
      return false
    }
  }

  /// How a key is called at the gateway, at most 100 characters.
  private static func label(_ order: KeyOrder) -> String {
    let label = "ModelGates \(order.operation) \(order.name) \(order.project.name)"
    return String(GatewayText(label, limit: 99).text)
  }
}

extension ProjectError.Code {
  /// The gateway is making the key. The next operation gets it.
  public static let provisioningPending = Self(name: "provisioning_pending")
}

extension GatewayError {
  /// Whether a management key was given that has nothing to do with the key in question.
  var isNotTheirs: Bool {
    [Code.notFound, .permissionDenied, .unauthenticated, .managementKeyRequired].contains(code)
  }
}

extension ProjectError {
  static let planNeedsAccount = ProjectError.invalidArgument(
    "A key made by a management key has no plan: it uses the credits of the management key's account.",
    hint: "Leave the plan out, or choose the free one: plan \"free\" (--plan free).")

  fileprivate static let namedOtherwise = ProjectError(
    Code(name: "invalid_response"),
    "The gateway doesn't name its keys by the SHA-256 of their text, so the key that it made was taken back.",
    hint: "Use a gateway that follows the API's description of `hash`.")

  static func limitNotSet(_ name: LocalName) -> ProjectError {
    ProjectError(
      .limitNotSet, "The gateway didn't take the spending limit for the key of \(name).",
      hint: "Set it with a management key (--management-key-file), or in the dashboard: open_dashboard "
        + "(`modelgates open modelgates`).")
  }

  static func notComplete(_ status: String) -> ProjectError {
    ProjectError(
      .provisioningPending, "The gateway hasn't made the key yet; it says \"\(status)\".",
      hint: "In a few seconds the same call goes on where it stopped.", retryable: true, retryAfterMs: 3000,
      mayHaveTakenEffect: true)
  }
}
