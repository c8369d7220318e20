import Testing

@testable import Projects

@Suite struct TimestampTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_700_000_000_250, "2023-11-14T22:13:20.250Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (951_782_400_000, "2000-02-29T00:00:00Z"), (4_107_542_400_000, "2100-03-01T00:00:00Z"),
      (-62_167_219_200_000, "0000-01-01T00:00:00Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ] as [(Int64, String)])
  func momentsAreWrittenAndReadAsRFC3339(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).text == text)
    #expect(Timestamp(text)?.milliseconds == milliseconds)
  }

  @Test func everyDayFrom1967To2106IsReadAsItIsWritten() {
    for day in Int64(-1_000)..<50_000 {
      let time = Timestamp(milliseconds: day * 86_400_000 + 1)
      if Timestamp(time.text) != time { Issue.record("\(time)") }
    }
  }

  @Test(arguments: [
    "", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00+00:00", "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z",
    "2026-01-01T00:60:00Z",
    "2026-01-01T00:00:60Z", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.1Z", "2026-01-01t00:00:00Z",
    "+026-01-01T00:00:00Z",
    "2026-01-01T00:00:00,123Z",
  ])
  func otherTextIsNoTimestamp(text: String) { #expect(Timestamp(text) == nil) }

  @Test func sumsStayInRange() {
    #expect(Timestamp(milliseconds: 500).advanced(bySeconds: 2).milliseconds == 2500)
    #expect(Timestamp(milliseconds: 0).advanced(bySeconds: .max).text == "9999-12-31T23:59:59.999Z")
    #expect(Timestamp(milliseconds: 0).advanced(bySeconds: .min).text == "0000-01-01T00:00:00Z")
    #expect(Timestamp(milliseconds: -1).wholeSecond.milliseconds == -1000)
  }
}
