import Gateway
import Synchronization

/// A vault that is opened when it is first needed and made when something is first stored in it.
///
/// Opening may take a passphrase's whole cost, so the opened one is kept; what it holds is read again at each use.
final class OpenVault: Sendable {
  private let location: @Sendable () throws(ProjectError) -> VaultLocation
  let source: KeySource
  private let memory: GenerationMemory
  private let opened = Mutex<Vault?>(nil)

  init(
    source: KeySource, memory: GenerationMemory,
    location: @escaping @Sendable () throws(ProjectError) -> VaultLocation
  ) {
    self.location = location
    self.source = source
    self.memory = memory
  }

  /// Nil when there is none, or when there is no vault.
  func secret(_ id: VaultRecordID, _ slot: VaultSlot = .current) throws(ProjectError) -> Secret? {
    try reading { vault in try vault?.secret(id, slot) }
  }

  /// Where secrets are, in order; empty when there is no vault.
  func records() throws(ProjectError) -> [VaultRecord] { try reading { vault in vault?.records ?? [] } }

  private func reading<Result: Sendable>(_ body: (Vault?) throws -> Result) throws(ProjectError) -> Result {
    try ProjectError.converting {
      try opened.withLock { opened in
        try open(&opened, making: false)
        return try body(opened)
      }
    }
  }

  /// Changes the vault, durably. Makes it where there is none.
  func update(_ change: (inout VaultContents) throws -> Void) throws(ProjectError) {
    try ProjectError.converting {
      try opened.withLock { opened in
        try open(&opened, making: true)
        try opened?.update(change)
      }
    }
  }

  /// Whether the vault can be opened, or made.
  /// - Throws: why not.
  func check() throws(ProjectError) { try reading { _ in } }

  /// The same, in the vault's own words; nil when all is well.
  func failure() -> VaultError? {
    do {
      try opened.withLock { opened in try open(&opened, making: false) }
      return nil
    } catch {
      return error as? VaultError
    }
  }

  /// Leaves nil when there is no vault, and none is to be made.
  private func open(_ opened: inout Vault?, making: Bool) throws {
    if opened != nil {
      do throws(VaultError) {
        try opened?.reload()
        return
      } catch {
        // Another process has made a new one, or taken it away.
        guard error.code == .replaced || error.code == .missing else { throw error }
        opened = nil
      }
    }
    let location = try location()
    if try location.exists() {
      opened = try Vault.open(location, source, memory)
    } else if making {
      opened = try Vault.create(location, source, memory)
    }
  }
}
