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

  private static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }
}
