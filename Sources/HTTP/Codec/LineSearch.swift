#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds lines in a text that grows. Looks at no byte twice, however slowly the text comes in.
struct LineSearch {
  /// Where the line begins that is looked for.
  private(set) var start = 0
  /// Up to here the text holds no line end.
  private var searched = 0

  var hasBegun: Bool { searched > 0 }

  /// The next line without its end, which must be CR LF, or nil when more is needed.
  /// - Parameters:
  ///   - end: the line, its end included, must lie before this place.
  ///   - refusal: what is thrown if it doesn't.
  mutating func next(
    _ text: borrowing Span<UInt8>, before end: Int, or refusal: @autoclosure () -> RequestRefusal
  ) throws(RequestRefusal) -> Range<Int>? {
    guard let found = Self.lineFeed(text, from: searched) else {
      searched = text.count
      guard text.count <= end else { throw refusal() }
      return nil
    }
    guard found < end else { throw refusal() }
    guard found > start, text[found - 1] == UInt8(ascii: "\r") else {
      throw .malformed("A line must end with CR LF.")
    }
    let line = start..<found - 1
    skip(to: found + 1)
    return line
  }

  /// Goes on behind bytes that aren't lines.
  mutating func skip(to place: Int) { (start, searched) = (place, place) }

  /// The text begins at the line that is looked for, from now on.
  mutating func dropBefore() { (start, searched) = (0, searched - start) }

  private static func lineFeed(_ text: borrowing Span<UInt8>, from start: Int) -> Int? {
    text.extracting(start..<text.count).withUnsafeBytes { rest in
      guard let base = rest.baseAddress, let found = memchr(base, Int32(UInt8(ascii: "\n")), rest.count) else {
        return nil
      }
      return start + base.distance(to: found)
    }
  }
}
