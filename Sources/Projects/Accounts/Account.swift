import Files
import Gateway
import SystemLibraries

/// The account at the gateway that this user's projects share. Its tokens are in a vault of the user's own, one record
/// for each gateway: a gateway's provisioning protocol is that of one provider.
struct Account {
  let gateway: GatewayClient
  let vault: OpenVault
  /// Held while the account is being linked or its tokens renewed: two at once would invalidate each other's.
  let lock: FilePath
  let email: String?
  let clock: WallClock

  /// The account that is linked; nil when none is.
  func link() throws(ProjectError) -> AccountLink? { try record(.current) }

  /// The request for an account that waits for a person, or for the gateway; nil when none does.
  func waiting() throws(ProjectError) -> LinkRequest? {
    let request: LinkRequest? = try record(.pending)
    return request?.isOpen(at: clock.now) == true ? request : nil
  }

  /// Forgets the account's tokens, and the request for one.
  /// - Returns: false when there was neither.
  func forget() throws(ProjectError) -> Bool {
    let id = try recordID()
    // Looked at without reading: what is damaged goes, too.
    let secrets = [try vault.secret(id, .current), try vault.secret(id, .pending)]
    guard secrets.contains(where: { $0 != nil }) else { return false }
    try vault.update { $0.remove(id) }
    return true
  }

  func keep(_ link: AccountLink) throws(ProjectError) {
    let id = try recordID()
    try vault.update { contents in
      try contents.store(link.unsealed, id, .current)
      contents.remove(id, .pending)
    }
  }

  /// - Parameter request: nil forgets the one that waits.
  func keep(waiting request: LinkRequest?) throws(ProjectError) {
    let id = try recordID()
    guard let request else {
      guard try vault.secret(id, .pending) != nil else { return }
      return try vault.update { $0.remove(id, .pending) }
    }
    try vault.update { try $0.store(request.unsealed, id, .pending) }
  }

  /// Runs what changes the link, alone among all of the user's processes.
  func exclusively<Result: Sendable>(
    _ body: () async throws(ProjectError) -> Result
  ) async throws(ProjectError) -> Result {
    let path = lock
    let lock = try ProjectError.converting { () throws -> FileLock in
      try File.createDirectory(path.parent, mode: 0o700, intermediates: true)
      return try FileLock(path, purpose: "link_account", waiting: .seconds(5))
    }
    defer { withExtendedLifetime(lock) {} }
    return try await body()
  }

  private func record<Value: SealedMembers>(_ slot: VaultSlot) throws(ProjectError) -> Value? {
    guard let secret = try vault.secret(try recordID(), slot) else { return nil }
    guard let value = Value(unsealed: secret) else {
      throw ProjectError(
        .vaultDamaged, "The account's record in the vault can't be read.",
        hint: "unlink_account (`modelgates unlink modelgates`) removes it; then link_account "
          + "(`modelgates link modelgates`).")
    }
    return value
  }

  /// The gateway's name, or what stands for a name that a vault can't have.
  private func recordID() throws(ProjectError) -> VaultRecordID {
    if let id = VaultRecordID(gateway.name) { return id }
    let digest = try ProjectError.converting { Hex.encode(try SHA256.hash(Array(gateway.name.utf8))) }
    return VaultRecordID("sha256:" + digest) ?? "invalid"
  }
}
