import JSON
import Testing

struct NumberTests {
  @Test(arguments: [
    ("0", 0), ("-1", -1), ("7", 7), ("10", 10), ("4294967296", 4_294_967_296), ("-2147483649", -2_147_483_649),
    ("9007199254740993", 9_007_199_254_740_993), ("999999999999999999", 999_999_999_999_999_999),
    ("9223372036854775806", Int64.max - 1), ("9223372036854775807", .max), ("-9223372036854775807", .min + 1),
    ("-9223372036854775808", .min),
  ])
  func integerOfInt64IsExact(_ text: String, _ value: Int64) throws {
    #expect(try JSON.parsed(text) == .integer(value))
    #expect(try JSON.parsed(text).description == text)
  }

  @Test func everyPowerOfTwoIsExact() throws {
    for shift in 0..<63 {
      let power = Int64(1) << shift
      for value in [power - 1, power, power + (power == 1 << 62 ? 0 : 1), -power, 1 - power, -1 - power] {
        #expect(try JSON.parsed("\(value)") == .integer(value))
      }
    }
  }

  @Test(arguments: [
    // Not integers of Int64.
    "9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
    "18446744073709551617", "-18446744073709551616", "27670116110564327424", "99999999999999999999",
    "123456789012345678901234567890", "-123456789012345678901234567890",
    "100000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
    // Would print differently.
    "-0", "-0.0", "0.0", "1.0", "1.50", "0.10", "1e2", "1E2", "1e+2", "1E+2", "1e-2", "1E-02", "0e0", "0E+0", "-0e-0",
    "1e00",
    "1.5e300", "6.02214076e23", "0.000000000000000000000000000000000000001", "3.141592653589793238462643383279",
    "1e400", "-1e400", "1e-400", "123123e100000", "1e999999999999999999999999", "0.4e006699999999999999999999999999",
  ])
  func numberKeepsItsText(_ text: String) throws {
    for (before, after) in [("", ""), ("[", "]"), ("{\"a\":", "}"), (" ", " ")] {
      let value = try JSON.parsed(before + text + after)
      #expect(value.description == (before + text + after).filter { $0 != " " })
    }
    let value = try JSON.parsed(text)
    #expect(value.integer == nil)
    #expect(value.kind == "a number")
    guard case .number(let number) = value else {
      Issue.record("\(text) isn't a number")
      return
    }
    #expect(number.text == text)
  }

  @Test(arguments: [
    ("0", 0.0), ("-7", -7), ("1.5", 1.5), ("1e2", 100), ("1E-2", 0.01), ("0.1", 0.1),
    ("5e-324", .leastNonzeroMagnitude), ("1e-400", 0),
    ("1.7976931348623157e308", .greatestFiniteMagnitude), ("1e400", .infinity), ("-1e400", -.infinity),
    ("9223372036854775808", 9_223_372_036_854_775_808), ("123456789012345678901234567890", 1.2345678901234568e29),
  ])
  func doubleIsTheNearest(_ text: String, _ value: Double) throws {
    #expect(try JSON.parsed(text).double == value)
  }

  @Test func minusZeroKeepsItsSign() throws {
    #expect(try JSON.parsed("-0").double?.sign == .minus)
    #expect(try JSON.parsed("-0.0").double?.sign == .minus)
  }

  @Test func oneMillionDigitsAreANumber() throws {
    let digits = String(repeating: "7", count: 999_990)
    let value = try JSON.parsed(digits)
    #expect(value.description.utf8.count == 999_990)
    #expect(value.double == .infinity)
  }
}
