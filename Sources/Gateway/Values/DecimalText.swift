/// The parts of a decimal number's text: digits times ten to the exponent.
struct DecimalText {
  let isNegative: Bool
  /// Each 0 to 9, the most significant first.
  let digits: [UInt8]
  let exponent: Int

  /// Reads `-?digits[.digits][e[+-]digits]`, with an exponent of at most three digits.
  init?(_ text: String) {
    var rest = Substring(text)
    isNegative = rest.first == "-"
    if isNegative { rest.removeFirst() }
    let whole = Self.takeDigits(from: &rest)
    guard !whole.isEmpty else { return nil }
    var fraction: [UInt8] = []
    if rest.first == "." {
      rest.removeFirst()
      fraction = Self.takeDigits(from: &rest)
      guard !fraction.isEmpty else { return nil }
    }
    var power = 0
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      guard rest.utf8.count <= 4, let value = Int(rest) else { return nil }
      power = value
      rest = ""
    }
    guard rest.isEmpty else { return nil }
    digits = whole + fraction
    exponent = power - fraction.count
  }

  private static func takeDigits(from rest: inout Substring) -> [UInt8] {
    let digits = rest.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest.removeFirst(digits.count)
    return digits.map { $0 - UInt8(ascii: "0") }
  }
}
