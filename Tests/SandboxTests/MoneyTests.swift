import JSON
import Testing

@testable import Sandbox

struct MoneyTests {
  @Test(arguments: [
    ("0", 0), ("1", 1_000_000_000_000), ("-1", -1_000_000_000_000), ("0.0000004", 400_000),
    ("12.5", 12_500_000_000_000),
    ("2e-6", 2_000_000), ("1.5E3", 1_500_000_000_000_000), ("0.0000000000019", 1), ("00.5", 500_000_000_000),
    ("9223372.036854775807", Int64.max), ("1e-999", 0), ("0.1000000000000000055", 100_000_000_000),
  ])
  func decimalsAreReadToThePicodollar(text: String, picodollars: Int64) {
    #expect(Money(decimal: text)?.picodollars == picodollars)
  }

  @Test(arguments: [
    "", "-", ".", "e5", "1e", "1e5e5", "1.2.3", "--1", "+1", " 1", "0x10", "NaN", "inf", "9223372.036854775808",
    "1e999",
    "1e9999999999999999999", "١", String(repeating: "9", count: 500),
  ])
  func whatIsNoAmountIsRefused(text: String) {
    #expect(Money(decimal: text) == nil)
  }

  @Test(arguments: [
    (0, "0"), (1, "0.000000000001"), (400_000, "0.0000004"), (-1_000_000_000_000, "-1"), (12_500_000_000_000, "12.5"),
    (-250_000_000_000, "-0.25"), (Int64.max, "9223372.036854775807"), (Int64.min, "-9223372.036854775808"),
  ])
  func amountsPrintAsPlainDecimals(picodollars: Int64, text: String) {
    #expect(Money(picodollars: picodollars).decimal == text)
    #expect(Money(picodollars: picodollars).json.description == text)
  }

  @Test func sumsOutsideTheRangeAreNil() {
    let most = Money(picodollars: .max)
    #expect(most.adding(Money(picodollars: 1)) == nil)
    #expect(Money(picodollars: .min).subtracting(Money(picodollars: 1)) == nil)
    #expect(most.times(2) == nil)
  }

  @Test func tenMillionthsAddUpExactly() {
    var sum = Money.zero
    for _ in 0..<10 { sum = sum.adding(Money(decimal: "0.1") ?? .zero) ?? .zero }
    #expect(sum.decimal == "1")
  }
}
