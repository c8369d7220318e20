internal import CSystemLibraries

/// A key from a passphrase, slow and memory-hungry on purpose (RFC 7914).
public enum Scrypt {
  /// What a derivation costs. Read from a file it could ask for all memory or for hours, so it has bounds.
  public struct Cost: Hashable, Sendable {
    /// Rounds, a power of two from 2.
    public let n: Int
    /// Size of a block, in units of 128 bytes.
    public let r: Int
    /// How many times the whole is done.
    public let p: Int

    /// Throws `.invalidInput` outside of what RFC 7914 defines, above 512 MiB (about 128 · n · r bytes), and where
    /// n · r · p is above 2^24, which takes several seconds.
    public init(n: Int, r: Int, p: Int) throws(CryptoError) {
      guard n >= 2, n.nonzeroBitCount == 1 else { throw .invalidInput("scrypt's n is a power of two from 2, not \(n)") }
      guard r >= 1, p >= 1 else { throw .invalidInput("scrypt's r and p are 1 or more, not \(r) and \(p)") }
      // n < 2^(16 · r), which only r = 1 to 3 can break.
      guard r > 3 || n < 1 << (16 * r) else { throw .invalidInput("scrypt's n is too large for its r") }
      let size = 128 * min(r, 1 << 24)
      let blocks = min(n, 1 << 24) + min(p, 1 << 24) + 2
      guard !size.multipliedReportingOverflow(by: blocks).overflow, size * blocks <= Scrypt.memoryLimit else {
        throw .invalidInput("scrypt with n \(n), r \(r), p \(p) takes more than 512 MiB")
      }
      guard n * r * p <= 1 << 24 else {
        throw .invalidInput("scrypt with n \(n), r \(r), p \(p) takes too long")
      }
      self.init(uncheckedN: n, r: r, p: p)
    }

    private init(uncheckedN n: Int, r: Int, p: Int) {
      self.n = n
      self.r = r
      self.p = p
    }

    /// 128 MiB and about half a second: the OWASP Password Storage Cheat Sheet's first choice for scrypt.
    public static let recommended = Cost(uncheckedN: 1 << 17, r: 8, p: 1)
  }

  static let memoryLimit = 512 << 20

  /// `count` bytes, 1 to 1024. The same passphrase, salt and cost always give the same key. Blocks for the time it costs.
  public static func derive(
    passphrase: [UInt8], salt: [UInt8], cost: Cost, count: Int
  ) throws(CryptoError) -> [UInt8] {
    guard (1...1024).contains(count) else { throw .invalidInput("scrypt gives 1 to 1024 bytes here, not \(count)") }
    var key = [UInt8](repeating: 0, count: count)
    let result = modelgates_scrypt(
      passphrase, passphrase.count, salt, salt.count, UInt64(cost.n), UInt64(cost.r), UInt64(cost.p),
      UInt64(memoryLimit), &key, count)
    try CryptoError.check(result, "scrypt")
    return key
  }
}
