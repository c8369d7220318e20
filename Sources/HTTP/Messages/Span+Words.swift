/// Questions about runs of bytes, eight bytes at a time: a head consists mostly of names and values.
extension Span<UInt8> {
  /// The place, in a range, of the first byte that isn't of a token (`ByteSet.token`); else the range's end.
  func endOfToken(in range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      let others = Self.neitherLetterNorHyphen(word(at: index))
      index += others.trailingZeroBitCount >> 3
      guard others != 0 else { continue }
      guard ByteSet.token.contains(self[index]) else { return index }
      index += 1
    }
    return end(of: .token, in: index..<range.upperBound)
  }

  /// Whether a range is what a field's value may be: visible ASCII, spaces, tabs, and bytes above ASCII (RFC 9110
  /// section 5.5).
  func isFieldValue(_ range: Range<Int>) -> Bool {
    guard range.count >= 8 else { return !holdsControl(range) }
    // The last word may hold bytes that were looked at before.
    let last = range.upperBound - 8
    var index = range.lowerBound
    while index < last {
      if Self.mayHoldControl(word(at: index)), holdsControl(index..<index + 8) { return false }
      index += 8
    }
    return !Self.mayHoldControl(word(at: last)) || !holdsControl(last..<range.upperBound)
  }

  private func word(at index: Int) -> UInt64 {
    UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// The high bit of each byte that is no ASCII letter and no hyphen. Exact: no byte carries into the next.
  private static func neitherLetterNorHyphen(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let lowBits = ones &* 0x7F
    let lowered = (word | ones &* 0x20) & lowBits
    let isFromA = lowered &+ ones &* (0x80 - 0x61)
    let isBehindZ = lowered &+ ones &* (0x80 - 0x7B)
    let isNoHyphen = ((word ^ ones &* 0x2D) & lowBits) &+ lowBits
    return (word | (~isFromA | isBehindZ) & isNoHyphen) & (ones &* 0x80)
  }

  /// False only when no byte is below 0x20 or 0x7F. A tab, or a byte above ASCII, may make it true.
  private static func mayHoldControl(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let below = word &- ones &* 0x20
    let delete = (word ^ ones &* 0x7F) &- ones
    return (below | delete | word) & (ones &* 0x80) != 0
  }

  private func holdsControl(_ range: Range<Int>) -> Bool {
    for index in range where self[index] < 0x20 && self[index] != UInt8(ascii: "\t") || self[index] == 0x7F {
      return true
    }
    return false
  }
}
