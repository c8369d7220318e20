/// Base 64 with padding (RFC 4648, section 4).
public enum Base64 {
  public static func encode(_ bytes: [UInt8]) -> String {
    Base64Alphabet.standard.encode(bytes, padding: true)
  }

  /// Throws `.invalidInput` unless the text is what ``encode(_:)`` gives for some bytes: no white space, full padding,
  /// no bits left over.
  public static func decode(_ text: String) throws(CryptoError) -> [UInt8] {
    try Base64Alphabet.standard.decode(text, padding: true)
  }
}

/// Base 64 for addresses and file names, without padding (RFC 4648, section 5).
public enum Base64URL {
  public static func encode(_ bytes: [UInt8]) -> String {
    Base64Alphabet.url.encode(bytes, padding: false)
  }

  /// Throws `.invalidInput` unless the text is what ``encode(_:)`` gives for some bytes: no padding, no bits left over.
  public static func decode(_ text: String) throws(CryptoError) -> [UInt8] {
    try Base64Alphabet.url.decode(text, padding: false)
  }
}
