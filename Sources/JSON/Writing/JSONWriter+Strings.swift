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
    let left = text.count - start
    var taken = start
    append(atMost: left + left / 8 + 2 + StringEscape.room) { room in
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
  /// Bytes that a step takes at most: a block with backslashes, or a block with an escape in it.
  static let room = max(ByteBlock.escapedRoom, ByteBlock.width + longest)
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
      let block = ByteBlock(of: text, at: taken)
      let (quotes, others) = (block.quotes, block.controls | block.leadsOfLineEnds)
      if others.isEmpty {
        if quotes.isEmpty {
          block.store(to: room, at: written)
          written &+= ByteBlock.width
        } else {
          written = block.store(escaping: quotes, to: room, at: written)
        }
        taken &+= ByteBlock.width
        continue
      }
      // All sixteen are copied, and what isn't plain is written over.
      block.store(to: room, at: written)
      let plain = (quotes | others).prefix
      (taken, written) = (taken &+ plain, written &+ plain)
      // Behind the end stand zeros, which have the first of them marked.
      guard taken < count else { break }
      let escape = StringEscape(text, at: taken)
      written += escape.write(text[taken], to: room, at: written)
      taken += escape.length
    }
    return (taken, written)
  }
}
