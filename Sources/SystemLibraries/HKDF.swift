/// Keys from one secret that is already as good as random (RFC 5869); for a passphrase there is ``Scrypt``.
public enum HKDF {
  /// `count` bytes, 1 to 8160, that depend on all three inputs; `info` says what the key is for. An empty salt is allowed.
  public static func sha256(
    secret: [UInt8], salt: [UInt8], info: [UInt8], count: Int
  ) throws(CryptoError) -> [UInt8] {
    guard (1...8160).contains(count) else { throw .invalidInput("HKDF gives 1 to 8160 bytes, not \(count)") }
    let key = try HMAC.sha256(key: salt, message: secret)
    var bytes: [UInt8] = []
    var block: [UInt8] = []
    var number: UInt8 = 1
    while bytes.count < count {
      block = try HMAC.sha256(key: key, message: block + info + [number])
      bytes += block
      // 8160 bytes are 255 blocks; the number after the last may wrap, as it isn't used.
      number &+= 1
    }
    return Array(bytes.prefix(count))
  }
}
