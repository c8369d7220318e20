import Files
public import Gateway
public import SystemLibraries

/// Sealed credentials: one file that opens only with its owner's key, and that notices every change.
///
/// A random data key seals each secret (AES-256-GCM, bound to vault, record, slot and generation) and authenticates the whole
/// file; the data key is wrapped by a key from the user's key file or a passphrase. Each write raises the generation, whose
/// highest value is remembered elsewhere. So noticed are a flipped byte, a swapped, dropped or added record, the file of
/// another project, and an older file of the same one.
///
/// ```swift
/// var vault = try Vault.open(location, .keyFile(file), memory)
/// try vault.update { try $0.store(key, "modelgates-api", .pending) }
/// try vault.update { try $0.promote("modelgates-api") }
/// ```
/// A value shows the vault as it was last read; other processes may write meanwhile. `update` begins with what is then there.
public struct Vault: Sendable {
  static let patience: Duration = .seconds(10)

  private let location: VaultLocation
  private let memory: GenerationMemory
  private let keys: VaultKeys
  private var vault: SealedVault

  /// Makes an empty vault, and the user's key file where that is missing.
  /// - Parameter cost: of a passphrase; lower it only in tests.
  /// - Throws: `VaultError`: `.exists`, or what is wrong with the key or the folder.
  public static func create(
    _ location: VaultLocation, _ source: KeySource, _ memory: GenerationMemory, cost: Scrypt.Cost = .recommended
  ) throws(VaultError) -> Vault {
    try location.createDirectory()
    var header = VaultHeader(
      id: VaultID(bytes: randomBytes(VaultID.count)), binding: try location.binding,
      salt: randomBytes(VaultHeader.saltCount), cost: nil)
    switch source {
    case .keyFile(let file):
      _ = try file.loadOrCreate()
    case .passphrase(let passphrase):
      guard !passphrase.isEmpty else { throw VaultError(.locked, "An empty passphrase protects nothing.") }
      header = VaultHeader(id: header.id, binding: header.binding, salt: header.salt, cost: cost)
    }
    let keys = try VaultKeys.create(wrappingInto: &header, source)
    var vault = SealedVault(header: header)
    vault.generation = 1
    let bytes = try vault.bytes(keys)
    try VaultError.reporting { () throws(FileError) in try File.create(location.file, bytes, mode: 0o600) }
    try memory.remember(vault.generation, of: header.id)
    return Vault(location: location, memory: memory, keys: keys, vault: vault)
  }

  /// Opens a vault. With a passphrase this takes the time that its cost says.
  /// - Throws: `VaultError`: `.missing`, `.locked`, `.wrongKey`, `.damaged`, `.foreign`, `.rolledBack`, `.loosePermissions`
  ///   and what else its codes say.
  public static func open(
    _ location: VaultLocation, _ source: KeySource, _ memory: GenerationMemory
  ) throws(VaultError) -> Vault {
    let vault = try SealedVault(parsing: try read(location))
    guard vault.header.binding == (try location.binding) else {
      throw VaultError(.foreign, "The vault in \(location.directory) was made for another project or account.")
    }
    let keys = try VaultKeys.unwrap(vault.header, source)
    var open = Vault(location: location, memory: memory, keys: keys, vault: vault)
    try open.reload()
    return open
  }

  /// Rises with every write.
  public var generation: UInt64 { vault.generation }

  /// Where secrets are, in order. Nothing in it is derived from a secret.
  public var records: [VaultRecord] { vault.records.map(\.place) }

  /// The secret in a slot; nil when there is none.
  /// - Throws: `VaultError.damaged`.
  public func secret(_ id: VaultRecordID, _ slot: VaultSlot = .current) throws(VaultError) -> Secret? {
    try vault.records.first { $0.place == VaultRecord(id, slot) }.map { record throws(VaultError) in
      try keys.open(record)
    }
  }

  /// Reads the file again.
  /// - Throws: as `open`, and `VaultError.replaced` when another vault is in its place.
  public mutating func reload() throws(VaultError) {
    let lock = try lock("read the vault")
    defer { withExtendedLifetime(lock) {} }
    vault = try current()
  }

  /// Changes the vault: what `change` leaves is written at once and durably, or, if it throws or changes nothing, not at all.
  ///
  /// Begins with what is in the file then, under the vault's lock.
  /// - Throws: `VaultError`, and what `change` throws.
  @discardableResult
  public mutating func update<Result>(_ change: (inout VaultContents) throws -> Result) throws -> Result {
    let lock = try lock("change the vault")
    defer { withExtendedLifetime(lock) {} }
    // What a kill left while the vault was being replaced.
    _ = try? File.removeLeftovers(of: location.file, limit: 1000)
    var next = try current()
    var contents = VaultContents(next, keys)
    let result = try change(&contents)
    if contents.isChanged {
      guard next.generation < .max else { throw VaultError(.limit, "The vault has been written too often.") }
      next.generation += 1
      next.records = try contents.sealed(generation: next.generation)
      try write(next)
    }
    vault = next
    return result
  }

  private func lock(_ purpose: String) throws(VaultError) -> FileLock {
    try location.checkDirectory()
    return try VaultError.reporting { () throws(FileError) in
      try FileLock(location.lock, purpose: purpose, waiting: Self.patience)
    }
  }

  private func write(_ next: SealedVault) throws(VaultError) {
    let bytes = try next.bytes(keys)
    guard bytes.count <= SealedVault.limit else {
      throw VaultError(.limit, "The vault would have more than \(SealedVault.limit) bytes.")
    }
    try VaultError.reporting { () throws(FileError) in
      try File.replace(location.file, with: bytes, mode: 0o600, keepingStricterMode: false)
    }
    // After the file: the other way round, a crash in between would make the good file look rolled back.
    try memory.remember(next.generation, of: next.header.id)
  }

  /// What is in the file, if it is this vault and not an older one. Under the lock, so that the file and the note of its
  /// generation are looked at together.
  private func current() throws(VaultError) -> SealedVault {
    let bytes = try Self.read(location)
    let current = try SealedVault(parsing: bytes)
    guard current.header == vault.header else {
      throw VaultError(.replaced, "Another vault was put in the place of the open one in \(location.directory).")
    }
    try SealedVault.authenticate(bytes, keys)
    let highest = try memory.highest(of: current.header.id)
    guard current.generation >= highest else {
      throw VaultError(
        .rolledBack,
        "The vault in \(location.directory) is an old copy: generation \(current.generation), after \(highest) was seen."
      )
    }
    try memory.remember(current.generation, of: current.header.id)
    return current
  }

  private static func read(_ location: VaultLocation) throws(VaultError) -> [UInt8] {
    try location.checkDirectory()
    return try VaultError.reporting { () throws(FileError) in
      try File.read(location.file, limit: SealedVault.limit, followingLinks: false, ownerOnly: true)
    }
  }
}
