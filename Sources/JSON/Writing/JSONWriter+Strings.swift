extension JSONWriter {
  mutating func appendQuoted(_ string: String) {
    string.withBytes { $0.withUnsafeBufferPointer { appendQuoted($0) } }
  }

  /// - Parameter text: valid UTF-8.
  mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>) {
    var taken = 0
    repeat { taken = appendQuoted(text, from: taken) } while taken < text.count
  }

  /// Goes on with a text, as far as it fits into the room that is made for it, and puts the quotation marks around it.
  /// - Returns: how many bytes of the text are written now.
  private mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let text = UnsafeRawBufferPointer(text)
    // Most text is plain, so an eighth more than its length is mostly enough.
    let part = min(text.count - start, 1 << 16)
    var taken = start
    append(atMost: part + part / 8 + 2 + StringEscape.room) { room in
      var written = 0
      if start == 0 {
        room[0] = UInt8(ascii: "\"")
        written = 1
      }
      (taken, written) = StringEscape.write(text, from: start, to: room, at: written)
      if taken == text.count {
        room[written] = UInt8(ascii: "\"")
        written += 1
      }
      return written
    }
    return taken
  }
}

/// How a byte that isn't plain is written in a string.
///
/// U+0085, U+2028 and U+2029 are legal in JSON, but some readers of lines take them for line ends.
private struct StringEscape {
  static let longest = 6
  /// Bytes that a word of plain text and an escape after it take.
  static let room = 8 + longest
  private static let hexDigits: StaticString = "0123456789abcdef"

  /// Bytes of the text that it stands for.
  let length: Int
  /// What follows the backslash: a letter, or `u` and a number; nil for a byte that stays as it is.
  private let letter: UInt8?
  private let number: UInt16

  init(_ text: UnsafeRawBufferPointer, at index: Int) {
    switch text[index] {
    case 0xC2 where index + 1 < text.count && text[index + 1] == 0x85:
      self.init(length: 2, "u", 0x85)
    case 0xE2 where index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8:
      self.init(length: 3, "u", 0x2000 | UInt16(text[index + 2] & 0x3F))
    case 0x80...: self.init(length: 1, nil)
    case 0x08: self.init(length: 1, "b")
    case 0x09: self.init(length: 1, "t")
    case 0x0A: self.init(length: 1, "n")
    case 0x0C: self.init(length: 1, "f")
    case 0x0D: self.init(length: 1, "r")
    case let byte where byte < 0x20: self.init(length: 1, "u", UInt16(byte))
    case UInt8(ascii: "\\"): self.init(length: 1, "\\")
    default: self.init(length: 1, "\"")
    }
  }

  private init(length: Int, _ letter: Unicode.Scalar?, _ number: UInt16 = 0) {
    self.length = length
    self.letter = letter.map { UInt8(ascii: $0) }
    self.number = number
  }

  /// - Returns: how many bytes were written.
  func write(_ byte: UInt8, to room: UnsafeMutableRawBufferPointer, at place: Int) -> Int {
    guard let letter else {
      room[place] = byte
      return 1
    }
    room[place] = UInt8(ascii: "\\")
    room[place + 1] = letter
    guard letter == UInt8(ascii: "u") else { return 2 }
    for digit in 0..<4 {
      room[place + 2 + digit] = Self.hexDigits.utf8Start[Int(number >> (12 - 4 * UInt16(digit)) & 15)]
    }
    return Self.longest
  }

  /// Writes a text, as much of it as fits with a byte to spare.
  /// - Returns: the places in the text and in the room that were reached.
  @inline(__always)
  static func write(
    _ text: UnsafeRawBufferPointer, from start: Int, to room: UnsafeMutableRawBufferPointer, at place: Int
  ) -> (taken: Int, written: Int) {
    let (count, limit) = (text.count, room.count - Self.room)
    // Neither gets beyond its buffer, so their arithmetic can't overflow.
    var (taken, written) = (start, place)
    while taken < count, written < limit {
      // All eight bytes are copied, and what isn't plain is written over: the room is there.
      let word = word(of: text, at: taken)
      room.storeBytes(of: word.littleEndian, toByteOffset: written, as: UInt64.self)
      let special = specialBytes(of: word)
      guard special != 0 else {
        // Known without counting the plain ones, for which the next eight would have to wait.
        (taken, written) = (taken &+ 8, written &+ 8)
        continue
      }
      let plain = special.trailingZeroBitCount >> 3
      (taken, written) = (taken &+ plain, written &+ plain)
      guard taken < count else { break }
      if text[taken] == UInt8(ascii: "\"") {
        // What most often isn't plain: JSON that is written as text is full of them.
        room[written] = UInt8(ascii: "\\")
        room[written &+ 1] = UInt8(ascii: "\"")
        (taken, written) = (taken &+ 1, written &+ 2)
      } else {
        let escape = StringEscape(text, at: taken)
        written += escape.write(text[taken], to: room, at: written)
        taken += escape.length
      }
    }
    return (taken, written)
  }

  /// The eight bytes at a place inside the text; where it ends before, zeros stand for what is missing, which aren't plain.
  @inline(__always)
  private static func word(of text: UnsafeRawBufferPointer, at place: Int) -> UInt64 {
    let left = text.count &- place
    if left >= 8 { return UInt64(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self)) }
    if text.count >= 8 {
      let last = text.loadUnaligned(fromByteOffset: text.count &- 8, as: UInt64.self)
      return UInt64(littleEndian: last) &>> UInt64(8 &* (8 &- left))
    }
    var word: UInt64 = 0
    for offset in 0..<left { word |= UInt64(text[place &+ offset]) &<< UInt64(8 &* offset) }
    return word
  }

  /// The high bit of each byte that may have to be escaped: a quotation mark, a backslash, a control character, 0xC2 or 0xE2.
  /// True up to the lowest one: its borrow may also mark bytes above it.
  @inline(__always)
  static func specialBytes(of word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ ones &* 0x22
    let backslashes = word ^ ones &* 0x5C
    let leads = (word | ones &* 0x20) ^ ones &* 0xE2
    let special =
      (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | (leads &- ones) & ~leads
      | (word &- ones &* 0x20) & ~word
    return special & (ones &* 0x80)
  }
}
