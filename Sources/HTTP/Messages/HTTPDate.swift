/// The date format of HTTP, IMF-fixdate (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
public enum HTTPDate {
  /// 29 bytes. Times before the year 0 or after 9999 become the first or the last second of that range.
  /// - Parameter seconds: since 1970-01-01T00:00:00Z, without leap seconds.
  public static func bytes(seconds: Int) -> [UInt8] {
    let seconds = min(max(seconds, firstSecond), lastSecond) - firstSecond
    let (days, time) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let (year, month, day) = date(days: days)
    var text: [UInt8] = []
    text.reserveCapacity(29)
    text.append(weekdays[(days + 6) % 7])
    text.append(", ")
    text.append(decimal: day, digits: 2)
    text.append(months[month])
    text.append(decimal: year, digits: 4)
    text.append(" ")
    text.append(decimal: time / 3_600, digits: 2)
    text.append(":")
    text.append(decimal: time / 60 % 60, digits: 2)
    text.append(":")
    text.append(decimal: time % 60, digits: 2)
    text.append(" GMT")
    return text
  }

  /// 0000-01-01T00:00:00Z, a Saturday.
  private static let firstSecond = -62_167_219_200
  private static let lastSecond = 253_402_300_799

  private static let weekdays: [StaticString] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months: [StaticString] = [
    " Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ", " Jul ", " Aug ", " Sep ", " Oct ", " Nov ", " Dec ",
  ]

  /// - Parameter days: since 0000-01-01, not negative.
  /// - Returns: the month from 0, the day from 1.
  private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    // Years are counted from March, so that the leap day is the last of its year; and from 400 years earlier, so that no
    // number is negative.
    let (era, dayOfEra) = (days + daysOfEra - 60).quotientAndRemainder(dividingBy: daysOfEra)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = (monthFromMarch + 2) % 12
    let year = (era - 1) * 400 + yearOfEra + (month < 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// The days of 400 years.
  private static let daysOfEra = 146_097
}
