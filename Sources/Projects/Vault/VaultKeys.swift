import Gateway
import SystemLibraries

/// An open vault's keys: its data key, and what is derived from it for sealing records and for authenticating the file.
struct VaultKeys: Sendable {
  private let id: VaultID
  private let recordKey: Secret
  private let authenticationKey: Secret

  private init(_ dataKey: Secret, _ id: VaultID) throws(VaultError) {
    func key(for purpose: String) throws(VaultError) -> Secret {
      try VaultError.computing { () throws(CryptoError) in
        try dataKey.withBytes { bytes throws(CryptoError) in
          Secret(try HKDF.sha256(secret: bytes, salt: id.bytes, info: Array(purpose.utf8), count: 32))
        }
      }
    }
    self.id = id
    recordKey = try key(for: "modelgates vault records v1")
    authenticationKey = try key(for: "modelgates vault file v1")
  }

  /// Makes a random data key and wraps it into the header.
  static func create(wrappingInto header: inout VaultHeader, _ source: KeySource) throws(VaultError) -> VaultKeys {
    let dataKey = randomBytes(AES256GCM.keyCount)
    let prefix = header.prefix
    let wrapped = try source.keyEncryptionKey(for: header).withBytes { key throws(VaultError) in
      try VaultError.computing { () throws(CryptoError) in
        try AES256GCM.seal(dataKey, key: key, authenticating: prefix)
      }
    }
    header.wrappedKey = wrapped.combined
    return try VaultKeys(Secret(dataKey), header.id)
  }

  /// - Throws: `VaultError.wrongKey` when the source's key isn't the one that wrapped the data key.
  static func unwrap(_ header: VaultHeader, _ source: KeySource) throws(VaultError) -> VaultKeys {
    let key = try source.keyEncryptionKey(for: header)
    let dataKey = try key.withBytes { key throws(VaultError) in
      do throws(CryptoError) {
        let sealed = try AES256GCM.Sealed(combined: header.wrappedKey)
        return Secret(try AES256GCM.open(sealed, key: key, authenticating: header.prefix))
      } catch {
        guard error.code == .authenticationFailed else { throw VaultError(error) }
        throw VaultError(.wrongKey, "The vault was locked with another key file or passphrase.")
      }
    }
    return try VaultKeys(dataKey, header.id)
  }

  func authenticationCode(of bytes: [UInt8]) throws(VaultError) -> [UInt8] {
    try VaultError.computing { () throws(CryptoError) in
      try authenticationKey.withBytes { key throws(CryptoError) in try HMAC.sha256(key: key, message: bytes) }
    }
  }

  func seal(_ secret: Secret, _ place: VaultRecord, generation: UInt64) throws(VaultError) -> SealedRecord {
    let context = context(of: place, generation)
    let sealed = try VaultError.computing { () throws(CryptoError) in
      try recordKey.withBytes { key throws(CryptoError) in
        try secret.withBytes { bytes throws(CryptoError) in
          try AES256GCM.seal(bytes, key: key, authenticating: context)
        }
      }
    }
    return SealedRecord(place: place, generation: generation, sealed: sealed)
  }

  func open(_ record: SealedRecord) throws(VaultError) -> Secret {
    let context = context(of: record.place, record.generation)
    return try recordKey.withBytes { key throws(VaultError) in
      do throws(CryptoError) {
        return Secret(try AES256GCM.open(record.sealed, key: key, authenticating: context))
      } catch {
        guard error.code == .authenticationFailed else { throw VaultError(error) }
        throw .damaged("the record \(record.place.id) is not authentic")
      }
    }
  }

  /// What a sealed secret is tied to, so that it opens nowhere else.
  private func context(of place: VaultRecord, _ generation: UInt64) -> [UInt8] {
    let name = Array(place.id.text.utf8)
    return Array("modelgates vault record v1".utf8) + id.bytes + [place.slot.rawValue] + BigEndian.bytes(generation)
      + [UInt8(clamping: name.count)] + name
  }
}
