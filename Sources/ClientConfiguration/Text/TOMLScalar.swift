/// The values of TOML that are neither text nor hold others: numbers, booleans, dates and times
/// (https://toml.io/en/v1.0.0#integer and what follows there). They are only told from what is none.
enum TOMLScalar {
  static func isValid(_ token: ArraySlice<UInt8>) -> Bool {
    token.elementsEqual("true".utf8) || token.elementsEqual("false".utf8) || isNumber(token) || isDateOrTime(token)
  }

  /// What such a value is written with.
  static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  static func isDate(_ token: ArraySlice<UInt8>) -> Bool {
    var rest = token
    return takeDate(&rest) && rest.isEmpty
  }

  static func isDecimal(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  // MARK: Numbers

  private static func isNumber(_ token: ArraySlice<UInt8>) -> Bool {
    var rest = token
    let isSigned = takeSign(&rest)
    if rest.elementsEqual("inf".utf8) || rest.elementsEqual("nan".utf8) { return true }
    if !isSigned, rest.first == UInt8(ascii: "0"), let digits = digits(ofBase: rest.dropFirst().first) {
      rest = rest.dropFirst(2)
      return takeDigits(&rest, digits) != nil && rest.isEmpty
    }
    guard let whole = takeDigits(&rest, isDecimal), whole == 1 || token[rest.startIndex - whole] != UInt8(ascii: "0")
    else { return false }
    if take(".", &rest), takeDigits(&rest, isDecimal) == nil { return false }
    if take("e", &rest) || take("E", &rest) {
      _ = takeSign(&rest)
      guard takeDigits(&rest, isDecimal) != nil else { return false }
    }
    return rest.isEmpty
  }

  private static func digits(ofBase letter: UInt8?) -> ((UInt8) -> Bool)? {
    switch letter {
    case UInt8(ascii: "x"): { Character(Unicode.Scalar($0)).isHexDigit }
    case UInt8(ascii: "o"): { UInt8(ascii: "0")...UInt8(ascii: "7") ~= $0 }
    case UInt8(ascii: "b"): { UInt8(ascii: "0")...UInt8(ascii: "1") ~= $0 }
    default: nil
    }
  }

  private static func take(_ character: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func takeSign(_ rest: inout ArraySlice<UInt8>) -> Bool { take("+", &rest) || take("-", &rest) }

  /// Digits with single underscores between them: how many bytes those were, or nil where there are none.
  private static func takeDigits(_ rest: inout ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool) -> Int? {
    let start = rest
    while let byte = rest.first {
      if isDigit(byte) {
        rest = rest.dropFirst()
      } else if byte == UInt8(ascii: "_"), rest.count < start.count, rest.dropFirst().first.map(isDigit) ?? false {
        rest = rest.dropFirst(2)
      } else {
        break
      }
    }
    return rest.count < start.count ? start.count - rest.count : nil
  }

  // MARK: Dates and times

  private static func isDateOrTime(_ token: ArraySlice<UInt8>) -> Bool {
    var rest = token
    guard takeDate(&rest) else {
      rest = token
      return takeTime(&rest) && rest.isEmpty
    }
    if rest.isEmpty { return true }
    guard take("T", &rest) || take("t", &rest) || take(" ", &rest), takeTime(&rest) else { return false }
    if rest.isEmpty || take("Z", &rest) || take("z", &rest) { return rest.isEmpty }
    return takeSign(&rest) && take(two: 0...23, &rest) != nil && take(":", &rest) && take(two: 0...59, &rest) != nil
      && rest.isEmpty
  }

  private static func takeDate(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard let century = take(two: 0...99, &rest), let years = take(two: 0...99, &rest), take("-", &rest),
      let month = take(two: 1...12, &rest), take("-", &rest)
    else { return false }
    let year = century * 100 + years
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    return take(two: 1...days, &rest) != nil
  }

  private static func takeTime(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard take(two: 0...23, &rest) != nil, take(":", &rest), take(two: 0...59, &rest) != nil, take(":", &rest),
      // 60 in a leap second.
      take(two: 0...60, &rest) != nil
    else { return false }
    guard take(".", &rest) else { return true }
    let fraction = rest.prefix(while: isDecimal)
    rest = rest.dropFirst(fraction.count)
    return !fraction.isEmpty
  }

  private static func take(two range: ClosedRange<Int>, _ rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.prefix(2)
    guard digits.count == 2, digits.allSatisfy(isDecimal) else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard range.contains(value) else { return nil }
    rest = rest.dropFirst(2)
    return value
  }
}
