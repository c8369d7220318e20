/// A number in decimal digits within a text, without a sign.
struct DecimalNumber: Equatable {
  let value: Int
  /// The place behind the last digit.
  let end: Int

  /// Reads as many digits as there are. Nil for none, or for a number that is too large.
  /// - Parameter start: a place of the text, or its end.
  init?(_ text: borrowing Span<UInt8>, from start: Int) {
    var (value, end) = (0, start)
    while end < text.count, let digit = text.digit(end) {
      let (shifted, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, sumOverflows) = shifted.addingReportingOverflow(digit)
      guard !overflows, !sumOverflows else { return nil }
      (value, end) = (sum, end + 1)
    }
    guard end > start else { return nil }
    (self.value, self.end) = (value, end)
  }
}
