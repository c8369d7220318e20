extension Span<UInt8> {
  /// The place, from `start` on, where no well-formed UTF-8 sequence of several bytes stands (The Unicode Standard, table 3-7: no
  /// overlong forms, no surrogates, nothing above U+10FFFF).
  func endOfNonASCIIRun(from start: Int) -> Int {
    withUnsafeBytes { text in
      var position = start
      while position < text.count {
        let length = Self.sequenceLength(Self.word(of: text, at: position))
        if length == 0 { break }
        position &+= length
      }
      return position
    }
  }

  /// The four bytes from a place inside the text on, the first lowest; zeros, which go on no sequence, where the text ends before.
  @inline(__always)
  private static func word(of text: UnsafeRawBufferPointer, at place: Int) -> UInt32 {
    if text.count &- place >= 4 {
      return UInt32(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    }
    return text[place...].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Bytes of the well-formed sequence of several bytes that a word begins with; 0 when it begins with none.
  @inline(__always)
  private static func sequenceLength(_ word: UInt32) -> Int {
    if word & 0xC0_C0F0 == 0x80_80E0 {
      // Where the scalar lies, in steps of 0x800: the first needs fewer bytes, one is the surrogates.
      let step = (word & 0xF) << 1 | (word >> 13) & 1
      return step == 0 || step == 0xD800 / 0x800 ? 0 : 3
    }
    if word & 0xC0E0 == 0x80C0 { return word & 0x1E == 0 ? 0 : 2 }
    guard word & 0xC0C0_C0F8 == 0x8080_80F0 else { return 0 }
    let plane = (word & 7) << 2 | (word >> 12) & 3
    return (1...16).contains(plane) ? 4 : 0
  }
}
