public import SystemLibraries

/// Binds an authorization code to whoever asked for it (RFC 7636): the challenge goes with the request for an account, the
/// verifier with the exchange of the code. A code that someone else gets hold of is worth nothing.
public struct ProofKey: Sendable {
  /// 43 characters.
  public let verifier: Secret

  /// A new one, from the kernel's randomness.
  public init() { verifier = Secret(Array(Base64URL.encode(randomBytes(32)).utf8)) }

  /// One that was kept.
  public init(verifier: Secret) { self.verifier = verifier }

  /// By the method `S256`.
  public func challenge() throws(CryptoError) -> String {
    try verifier.withBytes { bytes throws(CryptoError) in Base64URL.encode(try SHA256.hash(bytes)) }
  }
}
