/// When limits start anew: at midnight UTC.
extension Timestamp {
  private static let day: Int64 = 86_400_000

  var nextDay: Timestamp { Timestamp(milliseconds: (dayNumber + 1) * Self.day) }

  /// Midnight before the next Monday.
  var nextWeek: Timestamp {
    // 1 January 1970 was a Thursday.
    Timestamp(milliseconds: (dayNumber + 7 - (dayNumber + 3) % 7) * Self.day)
  }

  /// Midnight before the first day of the next month.
  var nextMonth: Timestamp {
    let month = text.prefix(7)
    var next = nextDay
    // At most 31 steps; the calendar's rules stay in one place.
    while next.text.prefix(7) == month, next > self, next.milliseconds - milliseconds < 32 * Self.day {
      next = next.nextDay
    }
    return next
  }

  /// Days since 1970; moments before count as the first.
  private var dayNumber: Int64 { max(milliseconds, 0) / Self.day }
}
