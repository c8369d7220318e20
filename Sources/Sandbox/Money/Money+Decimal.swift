import Gateway
import JSON

extension Money {
  /// Reads a decimal number as RFC 8259 writes it (`1`, `0.5`, `-2e-6`), of at most 64 characters; what lies below a
  /// picodollar is cut off. Nil where the text is no number or the amount is out of range.
  init?(decimal text: String) {
    guard let amount = USD(text)?.scaled(toDecimals: 12) else { return nil }
    picodollars = amount
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
