import Gateway

/// The keys of the project's services in its vault: one in use, perhaps one pending, perhaps one replaced.
struct ResourceKeys {
  let vault: OpenVault

  func current(_ name: LocalName) throws(ProjectError) -> Secret? { try vault.secret(id(name), .current) }
  func pending(_ name: LocalName) throws(ProjectError) -> Secret? { try vault.secret(id(name), .pending) }
  func previous(_ name: LocalName) throws(ProjectError) -> Secret? { try vault.secret(id(name), .previous) }

  /// The pending key; without one, the current one.
  func newest(_ name: LocalName) throws(ProjectError) -> Secret? {
    if let pending = try pending(name) { return pending }
    return try current(name)
  }

  func seal(pending key: Secret, of name: LocalName) throws(ProjectError) {
    let id = id(name)
    try vault.update { try $0.store(key, id, .pending) }
  }

  /// Makes the pending key current, and the current one previous; fine when nothing is pending any more.
  func promote(_ name: LocalName) throws(ProjectError) {
    let id = id(name)
    try vault.update { contents in
      if try contents.secret(id, .pending) != nil { try contents.promote(id) }
    }
  }

  func forget(_ slot: VaultSlot? = nil, of name: LocalName) throws(ProjectError) {
    let id = id(name)
    try vault.update { $0.remove(id, slot) }
  }

  private func id(_ name: LocalName) -> VaultRecordID {
    // Whatever is a local name is a record's id too.
    VaultRecordID(name.text) ?? "invalid"
  }
}
