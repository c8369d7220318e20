import Gateway
import JSON
import Testing

@Suite struct USDTests {
  @Test(arguments: [
    ("0", "0.00"), ("25", "25.00"), ("-0.5", "-0.50"), ("1.25e-7", "0.000000125"), ("1E3", "1000.00"),
    ("0.1", "0.10"), ("00.10", "0.10"), ("999999999999999", "999999999999999.00"),
    ("0.1234567890123456789", "0.123456789012345678"), ("1e-30", "0.00"), ("0e999", "0.00"), ("-0", "0.00"),
  ])
  func decimalTextIsReadExactly(text: String, shown: String) {
    #expect(USD(text)?.description == shown)
  }

  @Test(arguments: [
    "", "-", ".5", "5.", "1e", "1e+", "e5", "0x10", "1,5", " 1", "1 ", "٣", "NaN", "inf", "--1", "1e9999",
    "10000000000000000", "1e16", String(repeating: "9", count: 65),
  ])
  func otherTextIsRefused(text: String) {
    #expect(USD(text) == nil)
  }

  @Test func arithmeticIsExact() throws {
    let bought = try #require(USD("0.3"))
    let used = try #require(USD("0.1"))
    #expect((bought - used).description == "0.20")
    #expect(used + used + used == bought)
    #expect(used < bought)
    #expect((used - bought).description == "-0.20")
  }

  @Test func numbersOfJsonAreReadAndWrittenUnchanged() throws {
    for text in ["25.5", "0.000000125", "100", "-3"] {
      let json = try JSON(parsing: Array(text.utf8), limits: JSONLimits(depth: 1, bytes: 64))
      let amount = try USD(json: json, unknownMembers: .ignore)
      #expect(String(decoding: amount.jsonBytes, as: UTF8.self) == text)
    }
    #expect(throws: FieldError.self) { try USD(json: "25", unknownMembers: .ignore) }
  }

  @Test(arguments: [
    ("0.0000004", "0.40"), ("0.000002", "2.00"), ("0", "0.00"), ("0.0000001625", "0.1625"), ("0.00018", "180.00"),
    ("0.000000039", "0.039"), ("4e-7", "0.40"), ("-1", "varies"), ("", "varies"), ("free?", "varies"),
    ("999999999999", "varies"),
  ])
  func pricesAreShownPerMillionTokens(perToken: String, shown: String) {
    #expect(Price(perToken).perMillionText == shown)
  }

  @Test func textOfThePriceStays() {
    #expect(Price("0.0000004").text == "0.0000004")
    #expect(String(decoding: Price("0.0000004").jsonBytes, as: UTF8.self) == #""0.0000004""#)
  }
}
