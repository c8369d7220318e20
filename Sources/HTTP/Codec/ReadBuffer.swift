/// The bytes that came in on a connection and weren't taken yet.
struct ReadBuffer {
  /// What came in lies in `filled`; the rest is room, which is kept from one read to the next.
  private(set) var bytes: [UInt8] = []
  private var start = 0
  private var end = 0
  /// `bytes` is room that belongs to others, too.
  private var isGuest = false

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

  /// Takes the first bytes away and shows them where they are: at most as many as there are.
  mutating func take(_ count: Int) -> ArraySlice<UInt8> {
    let taken = filled.prefix(count)
    consume(count)
    return bytes[taken]
  }

  /// Takes the first bytes away and adds them to others.
  mutating func move(_ count: Int, to others: inout [UInt8]) {
    others.append(bytes.span.extracting(filled.prefix(count)))
    consume(count)
  }

  /// Moves into room that buffers use in turn, until `leave`; stays where it is if `size` more bytes would not fit in there.
  mutating func enter(_ room: inout [UInt8], for size: Int) {
    guard !isGuest, room.count - count >= size else { return }
    if count > 0 { room.replaceSubrange(..<count, with: bytes[filled]) }
    (start, end, isGuest) = (0, count, true)
    bytes = []
    swap(&bytes, &room)
  }

  /// Moves out again, and keeps no more than what is in it.
  mutating func leave(_ room: inout [UInt8]) {
    guard isGuest else { return }
    room = count > 0 ? Array(bytes[filled]) : []
    (start, end, isGuest) = (0, count, false)
    swap(&bytes, &room)
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
