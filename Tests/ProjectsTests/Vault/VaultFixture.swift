import Files
import Gateway
import SystemLibraries

@testable import Projects

/// A project with a vault that a key file opens.
struct VaultFixture {
  let project: ProjectFolder
  let location: VaultLocation
  let memory: GenerationMemory
  let source: KeySource
  let keyFile: FilePath

  init() throws {
    project = try ProjectFolder()
    try project.directory.create()
    location = VaultLocation(project.directory.vault, owner: "project_1")
    memory = GenerationMemory(project.home / "state/generations")
    keyFile = project.home / "data/key"
    source = .keyFile(UserKeyFile(keyFile))
  }

  /// A vault with three secrets, in two records.
  func filled() throws -> Vault {
    var vault = try create()
    try vault.update { contents in
      try contents.store(Self.secret("first"), "modelgates-api", .current)
      try contents.store(Self.secret("second"), "modelgates-api", .pending)
      try contents.store(Self.secret("third"), "other/api", .current)
    }
    return vault
  }

  func create() throws -> Vault { try Vault.create(location, source, memory) }
  func open() throws -> Vault { try Vault.open(location, source, memory) }

  /// The vault's file.
  func bytes() throws -> [UInt8] { try File.read(location.file, limit: 1 << 24) }

  func put(_ bytes: [UInt8], mode: FileMode = 0o600) throws {
    try File.replace(location.file, with: bytes, mode: mode, keepingStricterMode: false)
  }

  /// Why the vault doesn't open with these bytes in its place; nil if it does.
  func refusal(of bytes: [UInt8]) throws -> VaultError.Code? {
    try put(bytes)
    do {
      _ = try open()
      return nil
    } catch let error as VaultError {
      return error.code
    }
  }

  /// The bytes with the digest at their end as it would be for them: what someone without the key can always do.
  static func resealed(_ bytes: [UInt8]) throws -> [UInt8] {
    let body = Array(bytes.dropLast(32))
    return body + (try SHA256.hash(body))
  }

  static func secret(_ text: String) -> Secret { Secret(Array(text.utf8)) }
}

extension Secret {
  var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}
