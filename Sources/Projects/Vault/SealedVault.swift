import SystemLibraries

/// A vault's file, taken apart but not opened.
///
/// A fixed binary layout rather than JSON: every byte has exactly one meaning and is covered by the authentication, nothing is
/// parsed but lengths, and there are no two spellings of the same content. After the header (`VaultHeader`) come the
/// generation (8 bytes), the number of records (4), the records, an HMAC-SHA-256 over all before it (32), and a SHA-256 over all
/// before that (32). The digest protects nothing; it tells damage from a wrong key.
///
/// A record is its slot (1), the generation in which it was sealed (8), the length of its id (1), the id, the length of the
/// sealed secret (4) and the sealed secret (nonce, ciphertext, tag). Records stand in strictly ascending order.
struct SealedVault: Sendable, Equatable {
  /// The longest file that is read or written, in bytes.
  static let limit = 4 << 20
  static let recordLimit = 1024
  /// The longest secret, in bytes.
  static let secretLimit = 16_384
  static let codeCount = 32

  var header: VaultHeader
  /// Rises with every write.
  var generation: UInt64
  var records: [SealedRecord]

  /// The content of the file up to the authentication code.
  private var body: [UInt8] {
    var bytes = header.bytes + BigEndian.bytes(generation) + BigEndian.bytes(UInt32(clamping: records.count))
    for record in records { bytes += record.bytes }
    return bytes
  }

  func bytes(_ keys: VaultKeys) throws(VaultError) -> [UInt8] {
    let body = body
    let authenticated = body + (try keys.authenticationCode(of: body))
    return authenticated + (try VaultError.computing { () throws(CryptoError) in try SHA256.hash(authenticated) })
  }

  /// Takes a file apart, so far undamaged. `authenticate` proves the rest once the key is there.
  init(parsing bytes: [UInt8]) throws(VaultError) {
    guard bytes.count >= 2 * Self.codeCount else { throw .damaged("it ends too early") }
    let authenticated = Array(bytes.dropLast(Self.codeCount))
    let digest = try VaultError.computing { () throws(CryptoError) in try SHA256.hash(authenticated) }
    guard constantTimeEquals(digest, Array(bytes.suffix(Self.codeCount))) else {
      throw .damaged("its bytes are not as they were written")
    }
    var reader = ByteReader(Array(authenticated.dropLast(Self.codeCount)))
    header = try VaultHeader(from: &reader)
    generation = try reader.number(UInt64.self)
    let count = try reader.number(UInt32.self)
    guard count <= Self.recordLimit else { throw .damaged("it has too many records") }
    records = []
    for _ in 0..<count {
      let record = try SealedRecord(from: &reader)
      if let last = records.last, last.place >= record.place { throw .damaged("its records are not in order") }
      guard record.generation <= generation else { throw .damaged("a record is newer than the vault") }
      records.append(record)
    }
    guard reader.isAtEnd else { throw .damaged("something stands after its records") }
  }

  init(header: VaultHeader) {
    self.header = header
    generation = 0
    records = []
  }

  /// - Throws: `VaultError.damaged` unless these bytes, of which this vault was made, were written with these keys.
  static func authenticate(_ bytes: [UInt8], _ keys: VaultKeys) throws(VaultError) {
    let authenticated = bytes.dropLast(codeCount)
    let code = try keys.authenticationCode(of: Array(authenticated.dropLast(codeCount)))
    guard constantTimeEquals(code, Array(authenticated.suffix(codeCount))) else {
      throw .damaged("its bytes are not authentic")
    }
  }
}

/// One secret, sealed.
struct SealedRecord: Sendable, Equatable {
  let place: VaultRecord
  /// The vault's generation in which it was sealed.
  let generation: UInt64
  let sealed: AES256GCM.Sealed

  var bytes: [UInt8] {
    let (id, sealed) = (Array(place.id.text.utf8), sealed.combined)
    return [place.slot.rawValue] + BigEndian.bytes(generation) + [UInt8(clamping: id.count)] + id
      + BigEndian.bytes(UInt32(clamping: sealed.count)) + sealed
  }
}

extension SealedRecord {
  init(from reader: inout ByteReader) throws(VaultError) {
    guard let slot = VaultSlot(rawValue: try reader.byte()) else { throw .damaged("a record's slot is unknown") }
    generation = try reader.number(UInt64.self)
    let text = try reader.take(Int(try reader.byte()))
    guard let id = VaultRecordID(String(decoding: text, as: UTF8.self)), Array(id.text.utf8) == text else {
      throw .damaged("a record's id is malformed")
    }
    place = VaultRecord(id, slot)
    let count = try reader.number(UInt32.self)
    let overhead = AES256GCM.nonceCount + AES256GCM.tagCount
    guard count <= SealedVault.secretLimit + overhead else { throw .damaged("a record is too long") }
    let combined = try reader.take(Int(count))
    do throws(CryptoError) {
      sealed = try AES256GCM.Sealed(combined: combined)
    } catch {
      throw .damaged("a record is too short")
    }
  }
}
