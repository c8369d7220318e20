/// The date format of HTTP, IMF-fixdate (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
public enum HTTPDate {
  /// 29 bytes. Years beyond 0 to 9999 are held to that range.
  /// - Parameter seconds: since 1970-01-01T00:00:00Z, without leap seconds.
  public static func bytes(seconds: Int) -> [UInt8] { [] }
}
