extension JSONWriter {
  mutating func appendQuoted(_ string: String) {
    var string = string
    string.withUTF8 { appendQuoted($0) }
  }

  /// - Parameter text: valid UTF-8.
  mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>) {
    if text.count < 1024, text.span.endOfPlainRun(from: 0) == text.count { return appendQuoted(plain: text) }
    append(UInt8(ascii: "\""))
    var start = 0
    while start < text.count { start += appendEscaped(UnsafeBufferPointer(rebasing: text[start...])) }
    append(UInt8(ascii: "\""))
  }

  /// Most strings are short and have nothing to escape.
  private mutating func appendQuoted(plain text: UnsafeBufferPointer<UInt8>) {
    let count = text.count + 2
    append(atMost: count) { room in
      room[0] = UInt8(ascii: "\"")
      UnsafeMutableRawBufferPointer(rebasing: room[1...]).copyBytes(from: text)
      room[count - 1] = UInt8(ascii: "\"")
      return count
    }
  }

  /// Writes the beginning of a text, as much as fits into the room that is made for it.
  /// - Returns: how many bytes of the text that was.
  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    // Most text is plain, so an eighth more than its length is mostly enough.
    let part = min(text.count, 1 << 16)
    var taken = 0
    append(atMost: part + part / 8 + 2 * StringEscape.longest) { room in
      var written = 0
      while taken < part, written + StringEscape.longest <= room.count {
        let limit = min(part, taken + room.count - written - StringEscape.longest)
        let end = min(limit, UnsafeBufferPointer(rebasing: text[..<part]).span.endOfPlainRun(from: taken))
        UnsafeMutableRawBufferPointer(rebasing: room[written...]).copyBytes(from: text[taken..<end])
        written += end - taken
        taken = end
        // Either all is taken, or no room is left, or here is a byte that isn't plain: most often a quotation mark.
        guard taken < limit else { break }
        if text[taken] == UInt8(ascii: "\"") {
          room[written] = UInt8(ascii: "\\")
          room[written + 1] = UInt8(ascii: "\"")
          written += 2
          taken += 1
          continue
        }
        let escape = StringEscape(text, at: taken)
        written += escape.write(text[taken], to: room, at: written)
        taken += escape.length
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
  private static let hexDigits: StaticString = "0123456789abcdef"

  /// Bytes of the text that it stands for.
  let length: Int
  /// What follows the backslash: a letter, or `u` and a number; nil for a byte that stays as it is.
  private let letter: UInt8?
  private let number: UInt16

  init(_ text: UnsafeBufferPointer<UInt8>, at index: Int) {
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
}
