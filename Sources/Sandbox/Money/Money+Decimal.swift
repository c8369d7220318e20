import JSON

extension Money {
  /// Reads a decimal number as RFC 8259 writes it (`1`, `0.5`, `-2e-6`); what lies below a picodollar is cut off.
  /// Nil where the text is no number or the amount is out of range.
  init?(decimal text: String) {
    var digits: [Int64] = []
    var pointAt: Int?
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if isNegative { rest = rest.dropFirst() }
    while let character = rest.first, character != "e", character != "E" {
      rest = rest.dropFirst()
      if character == ".", pointAt == nil {
        pointAt = digits.count
      } else if let digit = character.isASCII ? character.wholeNumberValue : nil, digits.count < 400 {
        digits.append(Int64(digit))
      } else {
        return nil
      }
    }
    guard !digits.isEmpty, let exponent = rest.isEmpty ? 0 : Int(rest.dropFirst()), abs(exponent) < 1000 else {
      return nil
    }
    let places = (pointAt ?? digits.count) + exponent + 12
    guard let amount = Self.amount(digits, places: places) else { return nil }
    picodollars = isNegative ? -amount : amount
  }

  /// The integer that the first `places` digits make, with zeros after them where there are fewer.
  private static func amount(_ digits: [Int64], places: Int) -> Int64? {
    var amount: Int64 = 0
    for index in 0..<max(places, 0) {
      if amount == 0, index >= digits.count { break }
      let (shifted, overflow) = amount.multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(index < digits.count ? digits[index] : 0)
      if overflow || carry { return nil }
      amount = sum
    }
    return amount
  }

  /// The amount in dollars as a plain decimal number without needless zeros: `0.0000004`, `-1`, `12.5`.
  var decimal: String {
    let (dollars, fraction) = picodollars.magnitude.quotientAndRemainder(dividingBy: Self.perDollar.magnitude)
    let sign = picodollars < 0 ? "-" : ""
    guard fraction > 0 else { return sign + String(dollars) }
    let digits = String(fraction)
    var decimals = String(repeating: "0", count: 12 - digits.count) + digits
    while decimals.last == "0" { decimals.removeLast() }
    return "\(sign)\(dollars).\(decimals)"
  }

  /// A JSON number of dollars, exactly.
  var json: JSON {
    (try? JSON(parsing: Array(decimal.utf8), limits: JSONLimits(depth: 1, bytes: 64))) ?? .null
  }
}

extension Optional where Wrapped == Money {
  var json: JSON { self?.json ?? .null }
}

extension Money: FieldValue {
  /// In the state file an amount is an integer of picodollars.
  static var schema: Schema { .integer }

  init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    guard let value = json.integer else { throw FieldError(expected: "an integer of picodollars", found: json) }
    picodollars = value
  }

  func write(to writer: inout JSONWriter) { writer.value(picodollars) }
}
