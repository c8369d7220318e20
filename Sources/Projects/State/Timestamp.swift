import Gateway
public import JSON

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A moment in UTC, to the millisecond, as RFC 3339 writes it: `2026-11-21T05:37:18Z`, `2026-11-21T05:37:18.250Z`.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Since 1970. Within the years 0 to 9999.
  public let milliseconds: Int64

  private static let range: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

  /// Moments outside of the years 0 to 9999 become the nearest one inside.
  public init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, Self.range.lowerBound), Self.range.upperBound)
  }

  /// The system's clock.
  public static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// The moment, without the fraction of its second.
  public var wholeSecond: Timestamp { Timestamp(milliseconds: milliseconds - Self.floor(milliseconds, 1000).rest) }

  public func advanced(bySeconds seconds: Int64) -> Timestamp {
    let (step, isTooFar) = seconds.multipliedReportingOverflow(by: 1000)
    let (sum, isOutside) = milliseconds.addingReportingOverflow(isTooFar ? (seconds < 0 ? .min : .max) : step)
    return Timestamp(milliseconds: isOutside ? (seconds < 0 ? .min : .max) : sum)
  }

  public static func < (first: Timestamp, second: Timestamp) -> Bool { first.milliseconds < second.milliseconds }

  /// Reads `YYYY-MM-DDTHH:MM:SS[.mmm]Z`; nil for anything else, other offsets and leap seconds included.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20 || bytes.count == 24, bytes.last == UInt8(ascii: "Z") else { return nil }
    let template = Array("0000-00-00T00:00:00.000".utf8)
    for (byte, expected) in zip(bytes.dropLast(), template) {
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      guard expected == UInt8(ascii: "0") ? isDigit : byte == expected else { return nil }
    }
    func number(_ range: Range<Int>) -> Int {
      bytes[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
    let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
    guard hour < 24, minute < 60, second < 60 else { return nil }
    let days = CalendarDay.daysSince1970(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    let fraction = bytes.count == 24 ? number(20..<23) : 0
    self.init(milliseconds: Int64(((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + fraction))
    // A day that the month doesn't have comes out as another one.
    guard self.text.hasPrefix(text.prefix(10)) else { return nil }
  }

  public var text: String {
    let (seconds, fraction) = Self.floor(milliseconds, 1000)
    let (days, time) = Self.floor(seconds, 86_400)
    let date = CalendarDay(daysSince1970: Int(days))
    func padded(_ value: some BinaryInteger, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    let clock = "\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))"
    return "\(day)T\(clock)\(fraction == 0 ? "" : "." + padded(fraction, 3))Z"
  }

  private static func floor(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, rest: Int64) {
    let rest = ((value % divisor) + divisor) % divisor
    return ((value - rest) / divisor, rest)
  }
}

extension Timestamp: CustomStringConvertible {
  public var description: String { text }
}

extension Timestamp: FieldValue {
  public static var schema: Schema { .string }

  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    guard case .string(let text) = json, let value = Timestamp(text) else {
      throw FieldError(expected: "a time like 2026-01-31T12:00:00Z", found: json)
    }
    self = value
  }

  public func write(to writer: inout JSONWriter) { writer.value(text) }
}
