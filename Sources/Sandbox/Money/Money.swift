/// An amount in US dollars, exact to a picodollar (10⁻¹² dollars): prices per token have up to ten decimals, so sums in
/// binary floating point would drift.
struct Money: Sendable, Hashable, Comparable {
  let picodollars: Int64

  static let zero = Money(picodollars: 0)
  /// The largest amount that a request may name: a million dollars, in either direction.
  static let requestLimit = Money(picodollars: 1_000_000 * perDollar)
  static let perDollar: Int64 = 1_000_000_000_000

  static func < (left: Money, right: Money) -> Bool { left.picodollars < right.picodollars }

  /// Nil where the sum leaves the range of ±9.2 million dollars; so for the other operations.
  func adding(_ other: Money) -> Money? {
    let (sum, overflow) = picodollars.addingReportingOverflow(other.picodollars)
    return overflow ? nil : Money(picodollars: sum)
  }

  func subtracting(_ other: Money) -> Money? {
    let (difference, overflow) = picodollars.subtractingReportingOverflow(other.picodollars)
    return overflow ? nil : Money(picodollars: difference)
  }

  func times(_ count: Int) -> Money? {
    guard let count = Int64(exactly: count) else { return nil }
    let (product, overflow) = picodollars.multipliedReportingOverflow(by: count)
    return overflow ? nil : Money(picodollars: product)
  }

  /// How many times `price`, which must be more than nothing, can be paid from this amount.
  func affordable(at price: Money) -> Int {
    guard price > .zero, self > .zero else { return 0 }
    return Int(clamping: picodollars / price.picodollars)
  }
}
