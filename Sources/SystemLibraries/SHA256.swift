/// The SHA-256 digest (FIPS 180-4, https://csrc.nist.gov/pubs/fips/180-4/upd1/final).
public enum SHA256 {
  /// 32 bytes.
  public static func hash(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
    try Primitives.sha256(bytes)
  }
}
