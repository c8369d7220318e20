extension Span<UInt8> {
  /// The place, from `start` on, of the first quotation mark, backslash, control character or non-ASCII byte; else the end.
  ///
  /// Looks at eight bytes at a time. Strings consist mostly of plain bytes, so most time goes by here.
  func endOfPlainRun(from start: Int) -> Int {
    withUnsafeBytes { bytes in
      var position = start
      // One comparison tells that eight bytes are there, from a start that lies inside.
      while bytes.count &- position >= 8 {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        let special = Self.specialBytes(of: word)
        if special != 0 { return position &+ special.trailingZeroBitCount >> 3 }
        position &+= 8
      }
      while position < bytes.count, Self.isPlain(bytes[position]) { position &+= 1 }
      return position
    }
  }

  /// The high bit of each byte that isn't plain. True up to the lowest one: its borrow may also mark bytes above it.
  private static func specialBytes(of word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = (word ^ ones &* 0x22) &- ones
    let backslashes = (word ^ ones &* 0x5C) &- ones
    let controls = word &- ones &* 0x20
    return (quotes | backslashes | controls | word) & (ones &* 0x80)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}
