extension Span<UInt8> {
  /// Whether the bytes of a range are these.
  func equals(_ range: Range<Int>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard range.count == other.count else { return false }
    for index in 0..<range.count where self[range.lowerBound + index] != other[index] { return false }
    return true
  }

  func equals(_ range: Range<Int>, _ other: StaticString) -> Bool { other.withUTF8Buffer { equals(range, $0) } }

  /// Whether the bytes of a range are these, ASCII letters in either case.
  func equalsIgnoringCase(_ range: Range<Int>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard range.count == other.count else { return false }
    return extracting(range).withUnsafeBufferPointer { these in
      for (one, other) in zip(these, other) where one != other {
        guard one ^ other == 0x20, Self.isLetter(one) else { return false }
      }
      return true
    }
  }

  func equalsIgnoringCase(_ range: Range<Int>, _ other: StaticString) -> Bool {
    other.withUTF8Buffer { equalsIgnoringCase(range, $0) }
  }

  /// A range without the spaces and tabs at its ends.
  func withoutWhiteSpace(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, Self.isWhiteSpace(self[start]) { start += 1 }
    while start < end, Self.isWhiteSpace(self[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The place, in a range, of the first byte that isn't in a set; else the range's end.
  func end(of set: ByteSet, in range: Range<Int>) -> Int {
    let run = extracting(range).withUnsafeBufferPointer { $0.prefix { set.contains($0) }.count }
    return range.lowerBound + run
  }

  /// Whether a range is what a field's value may be: visible ASCII, spaces, tabs, and bytes above ASCII (RFC 9110
  /// section 5.5).
  ///
  /// Looks at eight bytes at a time: a head consists mostly of values.
  func isFieldValue(_ range: Range<Int>) -> Bool {
    let text = extracting(range)
    var index = 0
    while index + 8 <= text.count {
      guard text.isFieldValue(wordAt: index) else { return false }
      index += 8
    }
    guard index < text.count else { return true }
    // The last eight bytes, of which some were looked at before.
    if text.count >= 8 { return text.isFieldValue(wordAt: text.count - 8) }
    return text.withUnsafeBufferPointer { !$0.contains(where: Self.isControl) }
  }

  private func isFieldValue(wordAt index: Int) -> Bool {
    let word = bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    guard Self.mayHoldControl(word) else { return true }
    return extracting(index..<index + 8).withUnsafeBufferPointer { !$0.contains(where: Self.isControl) }
  }

  /// False only when no byte is below 0x20 or 0x7F. A tab, or a byte above ASCII, may make it true.
  private static func mayHoldControl(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let below = word &- ones &* 0x20
    let delete = (word ^ ones &* 0x7F) &- ones
    return (below | delete | word) & (ones &* 0x80) != 0
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }
}
