import SystemLibraries

/// Digests as lowercase hex digits. A missing library is a refusal that names it.
enum Digest {
  static func sha256(_ bytes: [UInt8]) throws(Refusal) -> String {
    try hex { () throws(CryptoError) in try SHA256.hash(bytes) }
  }

  static func hmac(key: [UInt8], _ message: [UInt8]) throws(Refusal) -> String {
    try hex { () throws(CryptoError) in try HMAC.sha256(key: key, message: message) }
  }

  /// The challenge of a verifier by the method S256 (RFC 7636 section 4.2).
  static func challenge(_ verifier: [UInt8]) throws(Refusal) -> String {
    do throws(CryptoError) {
      return Base64URL.encode(try SHA256.hash(verifier))
    } catch {
      throw .internalError(error.message)
    }
  }

  /// 64 random digits.
  static func randomSeed() -> String { Hex.encode(randomBytes(32)) }

  private static func hex(_ digest: () throws(CryptoError) -> [UInt8]) throws(Refusal) -> String {
    do throws(CryptoError) {
      return Hex.encode(try digest())
    } catch {
      throw .internalError(error.message)
    }
  }
}
