import Testing

@testable import HTTP

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct HTTPDateTests {
  @Test(arguments: [
    (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    (-62_167_219_200, "Sat, 01 Jan 0000 00:00:00 GMT"),
    (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    (Int.min, "Sat, 01 Jan 0000 00:00:00 GMT"),
    (Int.max, "Fri, 31 Dec 9999 23:59:59 GMT"),
  ])
  func secondsAreWrittenAsADate(_ seconds: Int, _ text: String) {
    #expect(String(decoding: HTTPDate.bytes(seconds: seconds), as: UTF8.self) == text)
  }

  @Test func everyDayIsTheSystemsDay() {
    for day in -30_000...60_000 {
      var time = time_t(day * 86_400)
      var date = tm()
      gmtime_r(&time, &date)
      let text = HTTPDate.bytes(seconds: day * 86_400)
      let digits = text.filter { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.map { Int32($0) - 48 }
      let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][Int(date.tm_wday)]
      guard digits[0] * 10 + digits[1] == date.tm_mday, text.starts(with: weekday.utf8),
        digits[2...5].reduce(0, { $0 * 10 + $1 }) == date.tm_year + 1_900
      else {
        Issue.record("day \(day) is not \(String(decoding: text, as: UTF8.self))")
        return
      }
    }
  }
}
