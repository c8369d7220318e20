#if !canImport(CryptoKit)
  internal import CSystemLibraries

  /// The algorithms as the system's library has them; lengths are checked by the callers.
  enum Primitives {
    static func sha256(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
      var digest = [UInt8](repeating: 0, count: 32)
      try CryptoError.check(modelgates_sha256(bytes, bytes.count, &digest), "SHA-256")
      return digest
    }

    static func hmacSHA256(key: [UInt8], message: [UInt8]) throws(CryptoError) -> [UInt8] {
      var code = [UInt8](repeating: 0, count: 32)
      try CryptoError.check(modelgates_hmac_sha256(key, key.count, message, message.count, &code), "HMAC")
      return code
    }

    static func seal(
      _ plaintext: [UInt8], key: [UInt8], nonce: [UInt8], authenticating additional: [UInt8]
    ) throws(CryptoError) -> (ciphertext: [UInt8], tag: [UInt8]) {
      var ciphertext = [UInt8](repeating: 0, count: plaintext.count)
      var tag = [UInt8](repeating: 0, count: 16)
      let result = modelgates_aes256gcm_seal(
        key, nonce, additional, additional.count, plaintext, plaintext.count, &ciphertext, &tag)
      try CryptoError.check(result, "AES-256-GCM")
      return (ciphertext, tag)
    }

    static func open(
      _ ciphertext: [UInt8], tag: [UInt8], key: [UInt8], nonce: [UInt8], authenticating additional: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
      var plaintext = [UInt8](repeating: 0, count: ciphertext.count)
      let result = modelgates_aes256gcm_open(
        key, nonce, additional, additional.count, ciphertext, ciphertext.count, tag, &plaintext)
      try CryptoError.check(result, "AES-256-GCM")
      return plaintext
    }
  }
#endif
