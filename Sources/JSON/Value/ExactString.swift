/// A string that equals only a string of the same bytes, for sets of names.
///
/// `String` itself takes canonically equivalent texts for equal, such as U+212A KELVIN SIGN and `K`.
struct ExactString: Hashable {
  let string: String

  init(_ string: String) { self.string = string }

  static func == (left: ExactString, right: ExactString) -> Bool { left.string.hasSameBytes(as: right.string) }

  func hash(into hasher: inout Hasher) {
    var string = string
    string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension String {
  /// Whether both are the same UTF-8. Lengths rule most others out.
  func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let isSame = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        left.span.hasSameBytes(as: right.span)
      }
    }
    return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

extension Span<UInt8> {
  /// Compares eight bytes at a time. Both have the same length.
  fileprivate func hasSameBytes(as other: Span<UInt8>) -> Bool {
    var position = 0
    while position + 8 <= count {
      let left = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
      guard left == other.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self) else { return false }
      position += 8
    }
    while position < count, self[position] == other[position] { position += 1 }
    return position == count
  }
}
