extension [UInt8] {
  mutating func append(_ text: StaticString) { text.withUTF8Buffer { append(contentsOf: $0) } }

  mutating func append(_ text: borrowing Span<UInt8>) {
    text.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  /// Writes a number that isn't negative in decimal, with zeros in front if it has fewer digits.
  mutating func append(decimal number: Int, digits: Int = 1) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { text in
      var rest = number.magnitude
      var start = text.count
      repeat {
        start -= 1
        text[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0 || text.count - start < Swift.min(digits, text.count)
      append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
  }

  mutating func append(hexadecimal number: Int) {
    let number = number.magnitude
    var shift = Swift.max(0, UInt.bitWidth - number.leadingZeroBitCount - 1) & ~3
    while shift >= 0 {
      let digit = UInt8(truncatingIfNeeded: number >> shift) & 0xF
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
      shift -= 4
    }
  }
}
