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
    let date = date(ofDay: day(seconds))
    return date.year * 12 + date.month - 1
  }

  static func floor(_ value: Int, _ divisor: Int) -> Int {
    value / divisor - (value % divisor < 0 ? 1 : 0)
  }

  /// https://howardhinnant.github.io/date_algorithms.html#civil_from_days
  static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = floor(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// https://howardhinnant.github.io/date_algorithms.html#days_from_civil
  static func day(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = floor(year, 400)
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
