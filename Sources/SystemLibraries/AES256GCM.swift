/// Authenticated encryption: AES with 256 bits in Galois/Counter Mode (NIST SP 800-38D).
///
/// The nonce is random, so one key may seal 2^32 times.
public enum AES256GCM {
  public static let keyCount = 32
  public static let nonceCount = 12
  public static let tagCount = 16
  /// The most bytes of plaintext, and of additional data, that are taken.
  public static let limit = 1 << 30

  /// What ``AES256GCM/seal(_:key:authenticating:)`` makes; nothing in it is secret.
  public struct Sealed: Hashable, Sendable {
    /// 12 bytes.
    public let nonce: [UInt8]
    /// As many bytes as the plaintext.
    public let ciphertext: [UInt8]
    /// 16 bytes.
    public let tag: [UInt8]

    /// Throws `.invalidInput` where nonce or tag have another length.
    public init(nonce: [UInt8], ciphertext: [UInt8], tag: [UInt8]) throws(CryptoError) {
      guard nonce.count == nonceCount else {
        throw .invalidInput("a nonce has \(nonceCount) bytes, not \(nonce.count)")
      }
      guard tag.count == tagCount else { throw .invalidInput("a tag has \(tagCount) bytes, not \(tag.count)") }
      self.nonce = nonce
      self.ciphertext = ciphertext
      self.tag = tag
    }

    /// From nonce, ciphertext and tag in one. Throws `.invalidInput` below 28 bytes.
    public init(combined: [UInt8]) throws(CryptoError) {
      guard combined.count >= nonceCount + tagCount else {
        throw .invalidInput("sealed data has \(nonceCount + tagCount) bytes or more, not \(combined.count)")
      }
      try self.init(
        nonce: Array(combined.prefix(nonceCount)), ciphertext: Array(combined.dropFirst(nonceCount).dropLast(tagCount)),
        tag: Array(combined.suffix(tagCount)))
    }

    /// Nonce, ciphertext and tag.
    public var combined: [UInt8] { nonce + ciphertext + tag }
  }

  /// Seals `plaintext` under a fresh random nonce. `additional` isn't part of the result, but must be the same to open it.
  /// Throws `.invalidInput` unless the key has 32 bytes.
  public static func seal(
    _ plaintext: [UInt8], key: [UInt8], authenticating additional: [UInt8]
  ) throws(CryptoError) -> Sealed {
    try seal(plaintext, key: key, nonce: randomBytes(nonceCount), authenticating: additional)
  }

  // Not public: a nonce that is used twice with one key gives both plaintexts away.
  static func seal(
    _ plaintext: [UInt8], key: [UInt8], nonce: [UInt8], authenticating additional: [UInt8]
  ) throws(CryptoError) -> Sealed {
    try check(key: key, plaintext.count, additional.count)
    guard nonce.count == nonceCount else { throw .invalidInput("a nonce has \(nonceCount) bytes, not \(nonce.count)") }
    let (ciphertext, tag) = try Primitives.seal(plaintext, key: key, nonce: nonce, authenticating: additional)
    return try Sealed(nonce: nonce, ciphertext: ciphertext, tag: tag)
  }

  /// The plaintext. Throws `.authenticationFailed` where key, additional data or any bit of `sealed` is not that of sealing.
  public static func open(
    _ sealed: Sealed, key: [UInt8], authenticating additional: [UInt8]
  ) throws(CryptoError) -> [UInt8] {
    try check(key: key, sealed.ciphertext.count, additional.count)
    return try Primitives.open(
      sealed.ciphertext, tag: sealed.tag, key: key, nonce: sealed.nonce, authenticating: additional)
  }

  private static func check(key: [UInt8], _ counts: Int...) throws(CryptoError) {
    guard key.count == keyCount else { throw .invalidInput("a key has \(keyCount) bytes, not \(key.count)") }
    for count in counts where count > limit {
      throw .invalidInput("at most \(limit) bytes can be sealed at once, not \(count)")
    }
  }
}
