/// A moment as HTTP writes it: `Wed, 21 Oct 2026 07:28:00 GMT` (RFC 9110 section 5.6.7, the one form that may be sent).
struct HTTPDate: Equatable {
  /// Since 1970, in UTC.
  let seconds: Int64

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard text.utf8.count == 29, words.count == 6, words[0].hasSuffix(","), words[5] == "GMT",
      let day = Self.number(words[1], in: 1...31), let month = Self.months.firstIndex(of: String(words[2])),
      let year = Self.number(words[3], in: 1970...9999)
    else { return nil }
    let time = words[4].split(separator: ":", omittingEmptySubsequences: false)
    guard time.count == 3, let hour = Self.number(time[0], in: 0...23), let minute = Self.number(time[1], in: 0...59),
      let second = Self.number(time[2], in: 0...60)
    else { return nil }
    let days = CalendarDay.daysSince1970(year: year, month: month + 1, day: day)
    seconds = Int64(days * 86_400 + hour * 3600 + minute * 60 + second)
  }

  private static func number(_ text: Substring, in range: ClosedRange<Int>) -> Int? {
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
    return Int(text).flatMap { range.contains($0) ? $0 : nil }
  }
}

extension HTTPResponse {
  /// What time it was at the gateway when it answered, in seconds since 1970; nil when it doesn't say.
  public var date: Int64? { self[field: "Date"].flatMap(HTTPDate.init)?.seconds }

  /// The longest wait that is reported.
  private static let longestWait: Int64 = 86_400_000

  /// How long the gateway asks to wait, in milliseconds, at most a day: by Retry-After in seconds or as a date, else for
  /// status 429 by the end of the limit's window (X-RateLimit-Reset, milliseconds since 1970). Dates count from the
  /// response's own Date, so that it doesn't matter what the clock here says.
  var retryAfterMs: Int? {
    let now = self[field: "Date"].flatMap(HTTPDate.init).map { $0.seconds * 1000 }
    if let text = self[field: "Retry-After"] {
      if let seconds = Int64(text) { return seconds >= 0 ? Self.wait(min(seconds, 86_400) * 1000) : nil }
      guard let now, let date = HTTPDate(text) else { return nil }
      return Self.wait(date.seconds * 1000 - now)
    }
    guard status == 429, let now, let end = self[field: "X-RateLimit-Reset"].flatMap({ Int64($0) }), end > now,
      end < Int64.max / 2
    else { return nil }
    return Self.wait(end - now)
  }

  private static func wait(_ milliseconds: Int64) -> Int { Int(min(max(milliseconds, 0), longestWait)) }
}
