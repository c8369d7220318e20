/// A moment in whole seconds, as RFC 3339 text in UTC: `2026-03-01T12:00:00Z`. Years 1970 to 9999.
public struct UTCTime: Sendable, Hashable, Comparable {
  public let secondsSince1970: Int64

  private static let largest: Int64 = 253_402_300_799

  /// Moments outside of the range become its nearest end.
  public init(secondsSince1970: Int64) { self.secondsSince1970 = min(max(secondsSince1970, 0), Self.largest) }

  /// Nil for other text than `YYYY-MM-DDThh:mm:ssZ`, fractions of a second allowed and dropped.
  public init?(_ text: String) {
    let bytes = Array(text.utf8.prefix(40))
    guard bytes.count >= 20, bytes[bytes.count - 1] == UInt8(ascii: "Z"), bytes[4] == UInt8(ascii: "-"),
      bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), bytes.count == 20 || bytes[19] == UInt8(ascii: "."),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
      let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
      bytes.count == 20 || Self.number(bytes[20..<bytes.count - 1]) != nil,
      year >= 1970, (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
    else { return nil }
    let days = Self.days(year: year, month: month, day: day)
    self.init(secondsSince1970: days * 86_400 + hour * 3600 + minute * 60 + second)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard !digits.isEmpty, digits.count <= 12, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
  }

  public static func < (first: UTCTime, second: UTCTime) -> Bool {
    first.secondsSince1970 < second.secondsSince1970
  }

  public func adding(seconds: Int64) -> UTCTime {
    let (sum, overflow) = secondsSince1970.addingReportingOverflow(seconds)
    return UTCTime(secondsSince1970: overflow ? Self.largest : sum)
  }
}

extension UTCTime: CustomStringConvertible {
  public var description: String {
    let rest = secondsSince1970 % 86_400
    let time = [rest / 3600, rest / 60 % 60, rest % 60].map { Self.padded($0) }.joined(separator: ":")
    return dateText + "T" + time + "Z"
  }

  /// `2026-03-01`.
  public var dateText: String {
    let date = date
    return String(date.year) + "-" + Self.padded(date.month) + "-" + Self.padded(date.day)
  }

  private static func padded(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
}

extension UTCTime {
  /// The next midnight, when daily limits start anew.
  public var nextDay: UTCTime { UTCTime(secondsSince1970: (secondsSince1970 / 86_400 + 1) * 86_400) }

  /// Midnight before the next Monday, when weekly limits start anew.
  public var nextWeek: UTCTime {
    // 1 January 1970 was a Thursday.
    let day = secondsSince1970 / 86_400
    return UTCTime(secondsSince1970: (day + 7 - (day + 3) % 7) * 86_400)
  }

  /// Midnight before the first day of the next month, when monthly limits start anew.
  public var nextMonth: UTCTime {
    let date = date
    let days =
      date.month == 12
      ? Self.days(year: date.year + 1, month: 1, day: 1)
      : Self.days(year: date.year, month: date.month + 1, day: 1)
    return UTCTime(secondsSince1970: days * 86_400)
  }

  /// Civil date by the algorithms of https://howardhinnant.github.io/date_algorithms.html (civil_from_days).
  private var date: (year: Int64, month: Int64, day: Int64) {
    let shifted = secondsSince1970 / 86_400 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Days since 1970 (days_from_civil), for years from 1970 on.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let fromMarch = month <= 2 ? year - 1 : year
    let era = fromMarch / 400
    let yearOfEra = fromMarch % 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
