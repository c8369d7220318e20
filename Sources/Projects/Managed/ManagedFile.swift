import SystemLibraries

/// A file that is ours from its first byte to its last line, which is the marker:
/// `<!-- modelgates managed:0123456789ab -->` with the digest of all that stands before it.
enum ManagedFile {
  /// The whole file.
  /// - Parameter text: ends with a line end.
  static func text(_ text: String) throws(CryptoError) -> String {
    let content = text + "\n"
    return content + ManagedText.prefix + (try ManagedText.digest(content.utf8)) + ManagedText.suffix + "\n"
  }

  /// What is to become of the file that is there.
  /// - Parameter wanted: as ``text(_:)`` makes it.
  static func edit(_ old: [UInt8]?, into wanted: String) throws(CryptoError) -> ManagedEdit {
    guard let old, !old.isEmpty else { return .write(Array(wanted.utf8)) }
    guard let reason = try obstacle(old) else {
      let isCurrent = trimmed(ManagedText.withoutReturns(old)[...]).elementsEqual(trimmed(Array(wanted.utf8)[...]))
      if isCurrent { return .current }
      return .write(ManagedText.bytes(wanted, endingLinesWith: ManagedText.ending(of: old)))
    }
    return .leave(reason)
  }

  /// Why it must not be overwritten; nil for what we have written and nobody has changed.
  private static func obstacle(_ bytes: [UInt8]) throws(CryptoError) -> LeftFile.Reason? {
    let content = trimmed(ManagedText.withoutReturns(bytes)[...])
    let start = content.lastIndex(of: UInt8(ascii: "\n")).map { content.index(after: $0) } ?? content.startIndex
    let marker = String(decoding: content[start...], as: UTF8.self)
    if let digest = digest(in: marker) { return try ManagedText.digest(content[..<start]) == digest ? nil : .edited }
    return String(decoding: content, as: UTF8.self).contains(ManagedText.prefix) ? .edited : .foreign
  }

  private static func digest(in line: String) -> Substring? {
    guard line.hasPrefix(ManagedText.prefix), line.hasSuffix(ManagedText.suffix) else { return nil }
    let digest = line.dropFirst(ManagedText.prefix.count).dropLast(ManagedText.suffix.count)
    return ManagedText.isDigest(digest) ? digest : nil
  }

  /// Without the end of the last line, which editors add and take away.
  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes
  }
}
