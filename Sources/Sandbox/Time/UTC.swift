import Gateway

/// The calendar of UTC, in seconds since 1970. Limits reset at its midnights; its weeks begin on Monday.
enum UTC {
  /// The seconds that have a date of four-digit years: 1970 to 9999.
  static let range = 0...253_402_300_799

  /// Days since 1 January 1970.
  static func day(_ seconds: Int) -> Int { floor(seconds, 86_400) }

  /// Weeks, counted from the Monday before 1 January 1970, which was a Thursday.
  static func week(_ seconds: Int) -> Int { floor(day(seconds) + 3, 7) }

  /// Months since the year 0.
  static func month(_ seconds: Int) -> Int {
    let date = CalendarDay(daysSince1970: day(seconds))
    return date.year * 12 + date.month - 1
  }

  static func floor(_ value: Int, _ divisor: Int) -> Int {
    value / divisor - (value % divisor < 0 ? 1 : 0)
  }
}
