public import Files

/// Remembers, outside of the projects, the highest generation that was seen of each vault, so that an older file that someone
/// puts in a vault's place is noticed.
///
/// One file a vault, named by its id, with the number as text.
public struct GenerationMemory: Sendable, Equatable {
  private let directory: FilePath

  /// - Parameter directory: usually `generations` in the user's state folder.
  public init(_ directory: FilePath) { self.directory = directory }

  /// The highest generation seen of a vault; 0 when none was.
  func highest(of vault: VaultID) throws(VaultError) -> UInt64 {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try File.read(path(of: vault), limit: 32, followingLinks: false)
    } catch {
      if error.code == .notFound { return 0 }
      throw VaultError(error)
    }
    let text = String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
    guard let number = UInt64(text), text == "\(number)" else {
      throw VaultError(.memoryDamaged, "\(path(of: vault)) should hold one number.")
    }
    return number
  }

  /// Raises the number, and never lowers it.
  func remember(_ generation: UInt64, of vault: VaultID) throws(VaultError) {
    guard try highest(of: vault) < generation else { return }
    try VaultError.reporting { () throws(FileError) in
      try File.createDirectory(directory, mode: 0o700, intermediates: true)
    }
    let lock = try VaultError.reporting { () throws(FileError) in
      try FileLock(directory / "lock", purpose: "remember a generation", waiting: .seconds(10))
    }
    defer { withExtendedLifetime(lock) {} }
    guard try highest(of: vault) < generation else { return }
    let path = path(of: vault)
    _ = try? File.removeLeftovers(of: path, limit: 10_000)
    try VaultError.reporting { () throws(FileError) in
      try File.replace(path, with: Array("\(generation)\n".utf8), mode: 0o600, keepingStricterMode: false)
    }
  }

  private func path(of vault: VaultID) -> FilePath {
    // 32 hexadecimal digits are a path.
    directory / ((try? FilePath(vault.text)) ?? "invalid")
  }
}
