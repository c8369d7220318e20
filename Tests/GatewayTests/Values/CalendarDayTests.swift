import Gateway
import Testing

struct CalendarDayTests {
  @Test(arguments: [
    (0, 1970, 1, 1), (-1, 1969, 12, 31), (11_016, 2000, 2, 29), (11_017, 2000, 3, 1), (-719_528, 0, 1, 1),
    (-719_469, 0, 2, 29), (-719_468, 0, 3, 1), (20_671, 2026, 8, 6), (2_932_896, 9999, 12, 31),
  ])
  func daysAreCountedBothWays(days: Int, year: Int, month: Int, day: Int) {
    let date = CalendarDay(daysSince1970: days)
    #expect((date.year, date.month, date.day) == (year, month, day))
    #expect(CalendarDay.daysSince1970(year: year, month: month, day: day) == days)
  }

  @Test(arguments: [Int.min / 86_400 - 1, Int.max / 86_400]) func farAwayDaysAreNoTrap(days: Int) {
    #expect((1...12).contains(CalendarDay(daysSince1970: days).month))
  }

  @Test(arguments: [(0, 0), (13, 1), (2, 30), (99, 99)]) func dayThatThereIsNotBecomesAnother(month: Int, day: Int) {
    let date = CalendarDay(daysSince1970: CalendarDay.daysSince1970(year: 2026, month: month, day: day))
    #expect((date.year, date.month, date.day) != (2026, month, day))
  }
}
