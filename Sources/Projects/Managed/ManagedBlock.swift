import SystemLibraries

/// A part of somebody else's Markdown file, between two lines of its own: `<!-- modelgates managed:start 0123456789ab -->`,
/// with the digest of what stands between, and `<!-- modelgates managed:end -->`. No other byte of the file changes.
enum ManagedBlock {
  private static let startPrefix = ManagedText.prefix + "start "
  private static let end = ManagedText.prefix + "end" + ManagedText.suffix
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// sed: without the block.
  static let removing = "/^\(ManagedText.prefix)start/,/^\(ManagedText.prefix)end/d"
  /// sed: without its marker lines.
  static let removingMarkers = "/^\(ManagedText.prefix)/d"

  /// Puts the text into the block, or a new block at the beginning of the file, where no reader's limit cuts it off and
  /// the file's last line stays as it is.
  /// - Parameter text: ends with a line end.
  static func edit(_ old: [UInt8]?, into text: String) throws(CryptoError) -> ManagedEdit {
    let old = old ?? []
    // Text in another encoding would not be text any more with our bytes in it.
    guard !old.contains(0) else { return .leave(.notText) }
    let lines = lines(of: old)
    let starts = lines.indices.filter { lines[$0].text.hasPrefix(ManagedText.prefix + "start") }
    let ends = lines.indices.filter { lines[$0].text == end }
    if starts.isEmpty && ends.isEmpty { return .write(try inserting(text, into: old)) }
    guard starts.count == 1, ends.count == 1, starts[0] < ends[0] else { return .leave(.damagedMarkers) }
    let (first, last) = (lines[starts[0]], lines[ends[0]])
    let content = ManagedText.withoutReturns(old[first.next..<last.range.lowerBound])
    guard let digest = digest(in: first.text), try ManagedText.digest(content) == digest else { return .leave(.edited) }
    if content.elementsEqual(text.utf8) { return .current }
    let ending = ManagedText.ending(of: old[first.range.lowerBound...])
    let block = ManagedText.bytes(try block(text), endingLinesWith: ending)
    return .write(old[..<first.range.lowerBound] + block + old[last.range.upperBound...])
  }

  /// Without an end of its last line.
  private static func block(_ text: String) throws(CryptoError) -> String {
    startPrefix + (try ManagedText.digest(text.utf8)) + ManagedText.suffix + "\n" + text + end
  }

  private static func inserting(_ text: String, into old: [UInt8]) throws(CryptoError) -> [UInt8] {
    let mark = old.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    let separator = old.count > mark ? "\n\n" : "\n"
    let block = ManagedText.bytes(try block(text) + separator, endingLinesWith: ManagedText.ending(of: old))
    return old[..<mark] + block + old[mark...]
  }

  private static func digest(in line: String) -> Substring? {
    guard line.hasPrefix(startPrefix), line.hasSuffix(ManagedText.suffix) else { return nil }
    let digest = line.dropFirst(startPrefix.count).dropLast(ManagedText.suffix.count)
    return ManagedText.isDigest(digest) ? digest : nil
  }

  private struct Line {
    /// Without its end.
    let text: String
    /// Where the text is.
    let range: Range<Int>
    /// Where the next line begins.
    let next: Int
  }

  private static func lines(of bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let hasReturn = end > start && end < bytes.count && bytes[end - 1] == UInt8(ascii: "\r")
      let range = start..<(hasReturn ? end - 1 : end)
      lines.append(
        Line(text: String(decoding: bytes[range], as: UTF8.self), range: range, next: min(end + 1, bytes.count)))
      start = end + 1
    }
    return lines
  }
}
