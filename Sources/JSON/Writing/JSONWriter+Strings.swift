extension JSONWriter {
  mutating func appendQuoted(_ string: String) {
    let wasContiguous: Void? = string.utf8.withContiguousStorageIfAvailable { appendQuoted($0) }
    if wasContiguous == nil { Array(string.utf8).withUnsafeBufferPointer { appendQuoted($0) } }
  }

  mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    var clean = 0
    var index = 0
    while true {
      index = text.span.endOfPlainRun(from: index)
      guard index < text.count else { break }
      guard let length = Self.escapedLength(text, at: index) else {
        index += 1
        continue
      }
      append(text[clean..<index])
      appendEscape(text, at: index)
      index += length
      clean = index
    }
    append(text[clean...])
    append(UInt8(ascii: "\""))
  }

  /// How many bytes at `index`, the first of which isn't plain, must be escaped together; nil for none.
  ///
  /// U+0085, U+2028 and U+2029 are legal in JSON, but some readers of lines take them for line ends.
  private static func escapedLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    switch text[index] {
    case 0xC2: index + 1 < text.count && text[index + 1] == 0x85 ? 2 : nil
    case 0xE2: index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8 ? 3 : nil
    case 0x80...: nil
    default: 1
    }
  }

  private mutating func appendEscape(_ text: UnsafeBufferPointer<UInt8>, at index: Int) {
    append(UInt8(ascii: "\\"))
    switch text[index] {
    case UInt8(ascii: "\""): append(UInt8(ascii: "\""))
    case UInt8(ascii: "\\"): append(UInt8(ascii: "\\"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0D: append(UInt8(ascii: "r"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x08: append(UInt8(ascii: "b"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0xC2: append("u0085")
    case 0xE2: append(text[index + 2] == 0xA8 ? "u2028" : "u2029")
    case let byte:
      append("u00")
      append(Self.hexDigit(byte >> 4))
      append(Self.hexDigit(byte & 15))
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
