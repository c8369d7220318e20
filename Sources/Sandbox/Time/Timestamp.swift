import Gateway

/// Timestamps as RFC 3339 writes them.
enum Timestamp {
  /// For example `2026-08-01T09:30:00Z`.
  static func text(_ seconds: Int) -> String {
    let date = CalendarDay(daysSince1970: UTC.day(seconds))
    let time = seconds - UTC.day(seconds) * 86_400
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
      + "T\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))Z"
  }

  /// Reads `2026-08-01T09:30:00Z`, with or without a fraction of a second (dropped), with `Z` or an offset as `+02:00`.
  static func seconds(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard (20...40).contains(bytes.count), bytes[4] == 0x2D, bytes[7] == 0x2D, [0x54, 0x74].contains(bytes[10]),
      bytes[13] == 0x3A, bytes[16] == 0x3A,
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
      let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
      let offset = offset(bytes[19...])
    else { return nil }
    let days = CalendarDay.daysSince1970(year: year, month: month, day: day)
    let date = CalendarDay(daysSince1970: days)
    // A day that the month doesn't have comes out as another one.
    guard (date.year, date.month, date.day) == (year, month, day), hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
    return UTC.range.contains(seconds) ? seconds : nil
  }

  /// Seconds east of Greenwich, from what follows the seconds: a fraction, then `Z` or an offset.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    var rest = bytes
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      guard let digit = rest.first, isDigit(digit) else { return nil }
      rest = rest.drop(while: isDigit)
    }
    if rest.elementsEqual([0x5A]) || rest.elementsEqual([0x7A]) { return 0 }
    let start = rest.startIndex
    guard rest.count == 6, let sign = rest.first, [0x2B, 0x2D].contains(sign), rest[start + 3] == 0x3A,
      let hours = number(rest[start + 1..<start + 3]), let minutes = number(rest[start + 4..<start + 6]), hours < 24,
      minutes < 60
    else { return nil }
    return (sign == 0x2D ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy(isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
