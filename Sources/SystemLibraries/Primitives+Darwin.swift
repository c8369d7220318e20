#if canImport(CryptoKit)
  internal import CryptoKit

  /// The algorithms as the system's library has them; lengths are checked by the callers.
  enum Primitives {
    static func sha256(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
      Array(CryptoKit.SHA256.hash(data: bytes))
    }

    static func hmacSHA256(key: [UInt8], message: [UInt8]) throws(CryptoError) -> [UInt8] {
      Array(CryptoKit.HMAC<CryptoKit.SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
    }

    static func seal(
      _ plaintext: [UInt8], key: [UInt8], nonce: [UInt8], authenticating additional: [UInt8]
    ) throws(CryptoError) -> (ciphertext: [UInt8], tag: [UInt8]) {
      do {
        let box = try AES.GCM.seal(
          plaintext, using: SymmetricKey(data: key), nonce: AES.GCM.Nonce(data: nonce), authenticating: additional)
        return (Array(box.ciphertext), Array(box.tag))
      } catch {
        throw CryptoError(.failed, "the system's cryptographic library failed in AES-256-GCM")
      }
    }

    static func open(
      _ ciphertext: [UInt8], tag: [UInt8], key: [UInt8], nonce: [UInt8], authenticating additional: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
      do {
        let box = try AES.GCM.SealedBox(nonce: AES.GCM.Nonce(data: nonce), ciphertext: ciphertext, tag: tag)
        return Array(try AES.GCM.open(box, using: SymmetricKey(data: key), authenticating: additional))
      } catch {
        throw .authenticationFailed
      }
    }
  }
#endif
