extension Span<UInt8> {
  /// The place, from `start` on, of the first quotation mark, backslash, control character or non-ASCII byte; else the end.
  func endOfPlainRun(from start: Int) -> Int {
    withUnsafeBytes { text in
      var position = start
      while position < text.count {
        let block = ByteBlock(of: text, at: position)
        let plain = (block.quotes | block.controls | block.nonASCII).prefix
        // What stands behind the end isn't plain, so the position stays inside.
        position &+= plain
        if plain < ByteBlock.width { break }
      }
      return position
    }
  }
}
