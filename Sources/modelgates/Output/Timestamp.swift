#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A moment as RFC 3339 writes it, in UTC, to the millisecond.
struct Timestamp {
  let text: String

  static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int64(time.tv_sec), milliseconds: Int64(time.tv_nsec) / 1_000_000)
  }

  init(seconds: Int64, milliseconds: Int64) {
    var clock = time_t(seconds)
    var parts = tm()
    gmtime_r(&clock, &parts)
    func digits(_ value: Int64, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let date = [(parts.tm_year + 1900, 4), (parts.tm_mon + 1, 2), (parts.tm_mday, 2)]
    let time = [parts.tm_hour, parts.tm_min, parts.tm_sec]
    text =
      date.map { digits(Int64($0.0), $0.1) }.joined(separator: "-") + "T"
      + time.map { digits(Int64($0), 2) }.joined(separator: ":") + "." + digits(milliseconds, 3) + "Z"
  }
}
