internal import CSystemLibraries

extension CryptoError {
  /// Throws what a call into libcrypto reports; `operation` names it.
  static func check(_ result: Int32, _ operation: String) throws(CryptoError) {
    switch Int(result) {
    case modelgates_crypto_done: return
    case modelgates_crypto_not_authentic: throw .authenticationFailed
    case modelgates_crypto_unavailable: throw .libraryMissing(modelgates_crypto_missing().map { String(cString: $0) })
    default: throw CryptoError(.failed, "the system's cryptographic library failed in \(operation)")
    }
  }

  static func libraryMissing(_ name: String?) -> CryptoError {
    #if os(Linux)
      let advice = "install OpenSSL 3: the package libssl3 or libssl3t64 (Debian, Ubuntu), openssl-libs (Fedora)"
    #else
      let advice = "install OpenSSL 3: brew install openssl@3"
    #endif
    return CryptoError(.libraryMissing, "\(name ?? "libcrypto") can't be loaded; \(advice)")
  }
}
