extension Span<UInt8> {
  /// Whether the bytes are well-formed UTF-8 (The Unicode Standard, table 3-7: no overlong forms, no surrogates, nothing
  /// above U+10FFFF).
  var isUTF8: Bool {
    var position = 0
    while position < count {
      let length: Int
      switch self[position] {
      case 0..<0x80: length = 1
      case 0xC2...0xDF where isContinued(position + 1): length = 2
      case 0xE0 where isContinued(position + 1, 0xA0...0xBF): length = 3
      case 0xED where isContinued(position + 1, 0x80...0x9F): length = 3
      case 0xE1...0xEF where self[position] != 0xED && isContinued(position + 1): length = 3
      case 0xF0 where isContinued(position + 1, 0x90...0xBF): length = 4
      case 0xF1...0xF3 where isContinued(position + 1): length = 4
      case 0xF4 where isContinued(position + 1, 0x80...0x8F): length = 4
      default: return false
      }
      if length > 2 {
        for offset in 2..<length where !isContinued(position + offset) { return false }
      }
      position += length
    }
    return true
  }

  private func isContinued(_ position: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
    position < count && range.contains(self[position])
  }
}
