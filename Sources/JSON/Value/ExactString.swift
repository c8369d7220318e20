/// A string that equals only a string of the same bytes, for sets of names.
///
/// `String` itself takes canonically equivalent texts for equal, such as U+212A KELVIN SIGN and `K`.
struct ExactString: Hashable {
  let string: String

  init(_ string: String) { self.string = string }

  static func == (left: ExactString, right: ExactString) -> Bool { left.string.hasSameBytes(as: right.string) }

  func hash(into hasher: inout Hasher) {
    string.withBytes { $0.withUnsafeBytes { hasher.combine(bytes: $0) } }
  }
}

extension String {
  /// Whether both are the same UTF-8. Lengths rule most others out.
  public func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && withBytes { left in other.withBytes { left.hasSameBytes(as: $0) } }
  }

  /// Lets `body` look at the UTF-8 where it is, which it nearly always is in one piece.
  @inline(__always)
  func withBytes<Result>(_ body: (borrowing Span<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable({ body($0.span) }) { return result }
    let bytes = Array(utf8)
    return body(bytes.span)
  }
}

extension Span<UInt8> {
  /// Compares eight bytes at a time, of which the last may be compared twice; of shorter texts, four.
  func hasSameBytes(as other: borrowing Span<UInt8>) -> Bool {
    withUnsafeBytes { left in
      other.withUnsafeBytes { right in
        let count = left.count
        guard count == right.count else { return false }
        if count >= 8 { return Self.isSame(left, right, by: UInt64.self) }
        if count >= 4 { return Self.isSame(left, right, by: UInt32.self) }
        for position in 0..<count where left[position] != right[position] { return false }
        return true
      }
    }
  }

  /// - Parameter word: not longer than the texts.
  @inline(__always)
  private static func isSame<Word: FixedWidthInteger>(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, by word: Word.Type
  ) -> Bool {
    let last = left.count &- MemoryLayout<Word>.size
    var position = 0
    while position < last {
      guard
        left.loadUnaligned(fromByteOffset: position, as: word)
          == right.loadUnaligned(fromByteOffset: position, as: word)
      else { return false }
      position &+= MemoryLayout<Word>.size
    }
    return left.loadUnaligned(fromByteOffset: last, as: word)
      == right.loadUnaligned(fromByteOffset: last, as: word)
  }
}
