/// Message authentication by a digest and a key (RFC 2104).
public enum HMAC {
  /// 32 bytes. A key or a message of any length is allowed; compare codes with ``constantTimeEquals(_:_:)``.
  public static func sha256(key: [UInt8], message: [UInt8]) throws(CryptoError) -> [UInt8] {
    try Primitives.hmacSHA256(key: key, message: message)
  }
}
