import SystemLibraries

/// The id of a vault: 16 random bytes.
struct VaultID: Sendable, Hashable {
  static let count = 16
  let bytes: [UInt8]

  var text: String { Hex.encode(bytes) }
}

/// What is known of a vault before it is opened.
///
/// Layout, all numbers big-endian: `MGVAULT` and the version (8 bytes), id (16), digest of what the vault is bound to (32),
/// salt (16), kind of key (1: 1 key file, 2 passphrase), log2 of scrypt's N (1), r (4), p (4; these three are zero for a key
/// file), wrapped data key (60: nonce, ciphertext, tag).
struct VaultHeader: Sendable, Equatable {
  static let magic = Array("MGVAULT".utf8)
  static let version: UInt8 = 1
  static let saltCount = 16
  static let bindingCount = 32
  static let wrappedKeyCount = AES256GCM.nonceCount + AES256GCM.keyCount + AES256GCM.tagCount

  let id: VaultID
  let binding: [UInt8]
  let salt: [UInt8]
  /// What the passphrase costs; nil for a key file.
  let cost: Scrypt.Cost?
  var wrappedKey: [UInt8] = []

  /// Everything but the wrapped key, which is authenticated together with it.
  var prefix: [UInt8] {
    var bytes = Self.magic + [Self.version] + id.bytes + binding + salt
    if let cost {
      bytes += [2, UInt8(truncatingIfNeeded: cost.n.trailingZeroBitCount)]
      bytes += BigEndian.bytes(UInt32(clamping: cost.r)) + BigEndian.bytes(UInt32(clamping: cost.p))
    } else {
      bytes += [1] + [UInt8](repeating: 0, count: 9)
    }
    return bytes
  }

  var bytes: [UInt8] { prefix + wrappedKey }
}

extension VaultHeader {
  init(from reader: inout ByteReader) throws(VaultError) {
    guard try reader.take(Self.magic.count) == Self.magic else { throw .damaged("it doesn't begin as a vault does") }
    let version = try reader.byte()
    guard version <= Self.version else {
      throw VaultError(
        .newerVersion, "The vault has version \(version), written by a later ModelGates; update ModelGates.")
    }
    guard version == Self.version else { throw .damaged("it has no version") }
    id = VaultID(bytes: try reader.take(VaultID.count))
    binding = try reader.take(Self.bindingCount)
    salt = try reader.take(Self.saltCount)
    let (kind, exponent) = (try reader.byte(), try reader.byte())
    let (r, p) = (try reader.number(UInt32.self), try reader.number(UInt32.self))
    switch kind {
    case 1 where exponent == 0 && r == 0 && p == 0:
      cost = nil
    case 2 where exponent < 32:
      do throws(CryptoError) {
        cost = try Scrypt.Cost(n: 1 << Int(exponent), r: Int(clamping: r), p: Int(clamping: p))
      } catch {
        throw .damaged(error.message)
      }
    default:
      throw .damaged("its kind of key is unknown")
    }
    wrappedKey = try reader.take(Self.wrappedKeyCount)
  }
}
