public import Files
import SystemLibraries

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a vault is, and whose it is.
public struct VaultLocation: Sendable, Equatable {
  /// The vault's own folder, mode 0700.
  public let directory: FilePath
  /// What the vault belongs to: a project's id, or `account` for the user's tokens. A vault of something else is foreign.
  public let owner: String

  public init(_ directory: FilePath, owner: String) {
    self.directory = directory
    self.owner = owner
  }

  var file: FilePath { directory / "vault.sealed" }
  var lock: FilePath { directory / "lock" }

  /// Whether there is a vault's file, of whatever content.
  public func exists() throws(VaultError) -> Bool {
    try VaultError.reporting { () throws(FileError) in try File.status(file, followingLinks: false) != nil }
  }

  var binding: [UInt8] {
    get throws(VaultError) {
      try VaultError.computing { () throws(CryptoError) in try SHA256.hash(Array("modelgates vault of \(owner)".utf8)) }
    }
  }

  func createDirectory() throws(VaultError) {
    try VaultError.reporting { () throws(FileError) in
      try File.createDirectory(directory, mode: 0o700, intermediates: true)
    }
    try checkDirectory()
  }

  /// The folder must be the user's alone, and no link that leads elsewhere.
  func checkDirectory() throws(VaultError) {
    let status = try VaultError.reporting { () throws(FileError) in
      try File.status(directory, followingLinks: false)
    }
    guard let status else { throw VaultError(.missing, "There is no vault in \(directory).") }
    switch status.kind {
    case .directory: break
    case .symbolicLink: throw VaultError(.symbolicLink, "The vault's folder \(directory) is a symbolic link.")
    default: throw .damaged("\(directory) is not a folder")
    }
    guard status.owner == geteuid() else {
      throw VaultError(.foreignOwner, "The vault's folder \(directory) belongs to another user.")
    }
    guard status.mode.isOwnerOnly else {
      throw VaultError(
        .loosePermissions, "Others may access the vault's folder \(directory) (mode \(status.mode)); chmod it to 700.")
    }
  }
}
