public import Gateway

/// A vault's records while they are being changed. Nothing is written before the change is complete.
public struct VaultContents: Sendable {
  private enum Content: Sendable {
    case sealed(SealedRecord)
    case plain(Secret)
  }

  private let keys: VaultKeys
  private var contents: [VaultRecord: Content]
  private(set) var isChanged = false

  init(_ vault: SealedVault, _ keys: VaultKeys) {
    self.keys = keys
    contents = [:]
    for record in vault.records { contents[record.place] = .sealed(record) }
  }

  /// Where secrets are, in order.
  public var records: [VaultRecord] { contents.keys.sorted() }

  /// - Throws: `VaultError.damaged`.
  public func secret(_ id: VaultRecordID, _ slot: VaultSlot = .current) throws(VaultError) -> Secret? {
    switch contents[VaultRecord(id, slot)] {
    case nil: nil
    case .plain(let secret)?: secret
    case .sealed(let record)?: try keys.open(record)
    }
  }

  /// Puts a secret into a slot, in place of what was there.
  /// - Throws: `VaultError.limit` for an empty secret, one of more than 16 KiB, or the 1025th record.
  public mutating func store(_ secret: Secret, _ id: VaultRecordID, _ slot: VaultSlot) throws(VaultError) {
    let count = secret.withBytes { $0.count }
    guard (1...SealedVault.secretLimit).contains(count) else {
      throw VaultError(.limit, "A secret has 1 to \(SealedVault.secretLimit) bytes, not \(count).")
    }
    let place = VaultRecord(id, slot)
    guard contents[place] != nil || contents.count < SealedVault.recordLimit else {
      throw VaultError(.limit, "A vault holds at most \(SealedVault.recordLimit) secrets.")
    }
    if try self.secret(id, slot) == secret { return }
    contents[place] = .plain(secret)
    isChanged = true
  }

  /// Makes the pending secret current, and the one that was current previous.
  /// - Throws: `VaultError.nothingPending`.
  public mutating func promote(_ id: VaultRecordID) throws(VaultError) {
    guard let pending = try secret(id, .pending) else {
      throw VaultError(.nothingPending, "Nothing is pending for \(id) in the vault.")
    }
    if let current = try secret(id, .current) { contents[VaultRecord(id, .previous)] = .plain(current) }
    contents[VaultRecord(id, .current)] = .plain(pending)
    contents[VaultRecord(id, .pending)] = nil
    isChanged = true
  }

  /// Removes the secret in a slot, or in all slots; fine when there is none.
  public mutating func remove(_ id: VaultRecordID, _ slot: VaultSlot? = nil) {
    for slot in slot.map({ [$0] }) ?? VaultSlot.allCases
    where contents.removeValue(forKey: VaultRecord(id, slot)) != nil {
      isChanged = true
    }
  }

  /// All records sealed, the changed ones in this generation.
  func sealed(generation: UInt64) throws(VaultError) -> [SealedRecord] {
    var records: [SealedRecord] = []
    for place in self.records {
      switch contents[place] {
      case .sealed(let record)?: records.append(record)
      case .plain(let secret)?: records.append(try keys.seal(secret, place, generation: generation))
      case nil: break
      }
    }
    return records
  }
}
