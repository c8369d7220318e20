/// A set of ASCII characters, one bit each.
struct ByteSet {
  /// Bit n stands for the character n.
  let low: UInt64
  /// Bit n stands for the character n + 64.
  let high: UInt64

  func contains(_ byte: UInt8) -> Bool {
    byte < 0x80 && (byte < 0x40 ? low : high) >> UInt64(byte & 0x3F) & 1 != 0
  }

  /// Letters, digits and ``!#$%&'*+-.^_`|~`` (RFC 9110 section 5.6.2).
  static var token: ByteSet { ByteSet(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE) }
  /// Visible ASCII without `#`. More than RFC 3986 allows in a path or query: browsers send some of the rest as it is.
  static var target: ByteSet { ByteSet(low: 0xFFFF_FFF6_0000_0000, high: 0x7FFF_FFFF_FFFF_FFFF) }
  /// Letters, digits and `-._~`: a host's name, or IPv4 address (RFC 3986 section 3.2.2, without what no host has).
  static var hostName: ByteSet { ByteSet(low: 0x03FF_6000_0000_0000, high: 0x47FF_FFFE_87FF_FFFE) }
  /// Hexadecimal digits, `:` and `.`: an IPv6 address.
  static var address: ByteSet { ByteSet(low: 0x07FF_4000_0000_0000, high: 0x0000_007E_0000_007E) }
}
