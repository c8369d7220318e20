/// The bytes that came in on a connection and weren't taken yet.
struct ReadBuffer {
  /// What came in lies in `filled`; the rest is room, which is kept from one read to the next.
  private(set) var bytes: [UInt8] = []
  private var start = 0
  private var end = 0

  var filled: Range<Int> { start..<end }
  var count: Int { end - start }
  var first: UInt8? { count > 0 ? bytes[start] : nil }
  var second: UInt8? { count > 1 ? bytes[start + 1] : nil }

  /// Lets `read` write into at most `size` free bytes, and takes as many as it returns; none if that is negative.
  mutating func fill(_ size: Int, _ read: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    let size = max(0, size)
    makeRoom(size)
    let room = end..<end + size
    let result = bytes.withUnsafeMutableBytes { read(UnsafeMutableRawBufferPointer(rebasing: $0[room])) }
    end += max(0, min(size, result))
    return result
  }

  /// Takes the first bytes away.
  mutating func consume(_ count: Int) {
    start += min(count, self.count)
    if start == end { (start, end) = (0, 0) }
  }

  /// Takes the first bytes away and adds them to others.
  mutating func move(_ count: Int, to others: inout [UInt8]) {
    others.append(bytes.span.extracting(filled.prefix(count)))
    consume(count)
  }

  mutating func releaseRoom() {
    if count == 0 { self = ReadBuffer() }
  }

  private mutating func makeRoom(_ size: Int) {
    guard bytes.count - end < size else { return }
    if start > 0 {
      bytes.removeFirst(start)
      (start, end) = (0, end - start)
    }
    let missing = end + size - bytes.count
    if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: max(missing, end))) }
  }
}
