#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Cuts a stream of bytes into lines. Knows no descriptors: it is given room to be filled, and hands out what is complete.
struct LineBuffer {
  enum Line: Equatable {
    /// The place of a line in `bytes`, without its end.
    case text(Range<Int>)
    /// A line of more than the limit. Reported once, as soon as that is clear; its bytes are dropped.
    case tooLong
  }

  /// What came in lies before `end`; the rest is room, which is kept from one read to the next.
  private(set) var bytes: [UInt8] = []
  private var end = 0
  private var start = 0
  /// Up to here no line end was found.
  private var searched = 0
  private var isSkipping = false
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Lets `body` write into at most `count` free bytes and takes as many as it returns.
  mutating func fill(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    makeRoom(count)
    let end = end
    let taken = bytes.withUnsafeMutableBytes { buffer in
      max(0, min(count, body(UnsafeMutableRawBufferPointer(rebasing: buffer[end..<(end + count)]))))
    }
    self.end += taken
    return taken
  }

  mutating func next() -> Line? {
    while let lineEnd = endOfLine() {
      let line = start..<lineEnd
      start = lineEnd + 1
      searched = start
      if isSkipping {
        isSkipping = false
      } else {
        return line.count > limit ? .tooLong : .text(line)
      }
    }
    guard !isSkipping else {
      start = end
      return nil
    }
    guard end - start > limit else { return nil }
    isSkipping = true
    start = end
    return .tooLong
  }

  /// What is left when the stream has ended: a last line without an end.
  mutating func rest() -> Line? {
    defer { start = end }
    return isSkipping || start == end ? nil : .text(start..<end)
  }

  private mutating func endOfLine() -> Int? {
    let searchedRange = searched..<end
    searched = end
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, !searchedRange.isEmpty,
        let found = memchr(base + searchedRange.lowerBound, Int32(UInt8(ascii: "\n")), searchedRange.count)
      else { return nil }
      return found - UnsafeMutableRawPointer(mutating: base)
    }
  }

  private mutating func makeRoom(_ count: Int) {
    if start == end {
      if bytes.count > Self.kept { bytes = [] }
      (start, end, searched) = (0, 0, 0)
    }
    guard bytes.count - end < count else { return }
    if start > 0 {
      bytes.removeFirst(start)
      end -= start
      searched -= start
      start = 0
    }
    let missing = end + count - bytes.count
    if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: max(missing, bytes.count))) }
  }

  /// A buffer that has grown beyond this for a long line is given up after it.
  private static let kept = 1 << 20
}
