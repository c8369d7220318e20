import Gateway
import Testing

@testable import Sandbox

struct CalendarTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-08-05T12:00:00Z", 1_785_931_200), ("2024-02-29T23:59:59Z", 1_709_251_199),
    ("2000-03-01T00:00:00Z", 951_868_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
  ])
  func timestampsReadAndPrintAlike(text: String, seconds: Int) {
    #expect(Timestamp.seconds(text) == seconds)
    #expect(Timestamp.text(seconds) == text)
  }

  @Test(arguments: [
    ("2026-08-05T12:00:00.123456Z", 1_785_931_200), ("2026-08-05t12:00:00z", 1_785_931_200),
    ("2026-08-05T14:00:00+02:00", 1_785_931_200), ("2026-08-05T06:30:00-05:30", 1_785_931_200),
  ])
  func otherSpellingsOfATimeAreRead(text: String, seconds: Int) {
    #expect(Timestamp.seconds(text) == seconds)
  }

  @Test(arguments: [
    "", "2026-08-05", "2026-08-05T12:00:00", "2026-02-30T12:00:00Z", "2026-13-01T12:00:00Z", "2026-08-05T24:00:00Z",
    "2026-08-05T12:60:00Z", "2026-08-05T12:00:00.Z", "2026-08-05T12:00:00+0200", "0000-00-00T00:00:00Z",
    "1969-12-31T23:59:59Z", "2026-08-05T12:00:00ZZ", "２026-08-05T12:00:00Z", "2026-08-05T12:00:00+24:00",
  ])
  func whatIsNoTimeIsRefused(text: String) {
    #expect(Timestamp.seconds(text) == nil)
  }

  /// 3 August 2026 was a Monday.
  @Test func weeksBeginOnMondayAtMidnight() throws {
    let monday = try #require(Timestamp.seconds("2026-08-03T00:00:00Z"))
    #expect(UTC.week(monday - 1) + 1 == UTC.week(monday))
    #expect(UTC.week(monday) == UTC.week(monday + 7 * 86_400 - 1))
    #expect(UTC.week(monday) + 1 == UTC.week(monday + 7 * 86_400))
  }

  @Test func monthsBeginOnTheFirstAtMidnight() throws {
    let march = try #require(Timestamp.seconds("2028-03-01T00:00:00Z"))
    #expect(UTC.month(march - 1) + 1 == UTC.month(march))
    let january = try #require(Timestamp.seconds("2027-01-01T00:00:00Z"))
    #expect(UTC.month(january - 1) + 1 == UTC.month(january))
  }
}
