import Gateway
import SystemLibraries

@testable import Projects

extension FuzzTarget {
  /// Only the vault as it was written opens, and each of its records only in its place.
  static let vault = FuzzTarget(name: "vault") { bytes in
    // The digest at the end is what everyone can make.
    let text = bytes + (try SHA256.hash(bytes))
    guard let vault = try? SealedVault(parsing: text) else { return }
    guard let original, let keys else {
      throw Finding(description: "the original doesn't open")
    }
    let isOriginal = text == SealedVaultOriginal.bytes
    let isAuthentic = (try? SealedVault.authenticate(text, keys)) != nil
    try require(isAuthentic == isOriginal, "taken for authentic: \(bytes)")
    // What costs much is refused before it is computed; what is left is tried only when it costs little.
    if vault.header != original.header, vault.header.cost.map({ $0.n * $0.r * $0.p <= 64 }) ?? true {
      try require((try? VaultKeys.unwrap(vault.header, passphrase)) == nil, "another header opens: \(bytes)")
    }
    for record in vault.records where (try? keys.open(record)) != nil {
      try require(original.records.contains(record), "a record opens that isn't there: \(record.place)")
    }
    // Nothing is read in two ways: what is written again differs in the code alone.
    let written = try vault.bytes(keys)
    try require(written.dropLast(64) == text.dropLast(64), "written in another way")
  }

  private static let passphrase = KeySource.passphrase(Secret(Array("a passphrase".utf8)))
  private static let original = try? SealedVault(parsing: SealedVaultOriginal.bytes)
  /// Of the original. To compute them each time would leave time for little else.
  private static let keys = original.flatMap { try? VaultKeys.unwrap($0.header, passphrase) }
}
