public import JSON

/// An amount of US dollars with 18 decimals, without binary rounding. At most 10^15 dollars.
public struct USD: Sendable, Hashable {
  /// The halves of `units`. An Int128 wants an address that is a multiple of 16, and values in the frames of asynchronous
  /// functions don't always get one (Swift 6.3).
  private let high: Int64
  private let low: UInt64

  /// In units of 10^-18 dollars.
  private var units: Int128 { Int128(high) << 64 | Int128(low) }

  private static let decimals = 18
  private static let largest: Int128 = 1_000_000_000_000_000 * 1_000_000_000_000_000_000

  public static let zero = USD(units: 0)

  private init(units: Int128) {
    high = Int64(truncatingIfNeeded: units >> 64)
    low = UInt64(truncatingIfNeeded: units)
  }

  /// Reads decimal text: `25`, `-0.5`, `1.25e-7`. Digits beyond the 18th decimal are cut off.
  public init?(_ text: String) {
    guard text.utf8.count <= 64, let decimal = DecimalText(text) else { return nil }
    var units: Int128 = 0
    // The digit at `index` stands for 10^(place) units.
    for (index, digit) in decimal.digits.enumerated() {
      let place = Self.decimals + decimal.exponent + decimal.digits.count - 1 - index
      if place < 0 || digit == 0 { continue }
      guard place <= 34, let power = Self.power(place) else { return nil }
      units += Int128(digit) * power
      guard units <= Self.largest else { return nil }
    }
    self.init(units: decimal.isNegative ? -units : units)
  }

  private static func power(_ exponent: Int) -> Int128? {
    guard (0...34).contains(exponent) else { return nil }
    return (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// A million times the amount; nil when that is too large.
  var millionfold: USD? {
    guard units.magnitude <= Self.largest.magnitude / 1_000_000 else { return nil }
    return USD(units: units * 1_000_000)
  }

  /// The amount in units of 10^-`decimals` dollars (0 to 18 decimals), the rest cut off; nil where that is too large.
  public func scaled(toDecimals decimals: Int) -> Int64? {
    guard let unit = Self.power(Self.decimals - decimals) else { return nil }
    return Int64(exactly: units / unit)
  }

  public static func + (first: USD, second: USD) -> USD { USD(units: first.units + second.units) }
  public static func - (first: USD, second: USD) -> USD { USD(units: first.units - second.units) }

  /// The amount with as many decimals as it needs, but no fewer than `minimumDecimals` (0 to 18).
  public func text(minimumDecimals: Int) -> String {
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, Self.decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(Self.decimals)
    var fraction = padded.suffix(Self.decimals)
    while fraction.count > minimumDecimals, fraction.last == "0" { fraction.removeLast() }
    return (units < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}

extension USD: Comparable {
  public static func < (first: USD, second: USD) -> Bool { first.units < second.units }
}

extension USD: CustomStringConvertible {
  /// With at least two decimals and without a currency sign: `25.50`.
  public var description: String { text(minimumDecimals: 2) }
}

extension USD: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int32) { self.init(units: Int128(value) * 1_000_000_000_000_000_000) }
}

extension USD: FieldValue {
  public static var schema: Schema { .number }

  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    let text: String? =
      switch json {
      case .integer(let value): String(value)
      case .number(let number): number.text
      default: nil
      }
    guard let amount = text.flatMap(USD.init) else { throw FieldError(expected: "an amount of dollars", found: json) }
    self = amount
  }

  public func write(to writer: inout JSONWriter) { writer.raw(Array(text(minimumDecimals: 0).utf8)) }
}
