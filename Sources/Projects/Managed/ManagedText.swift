import SystemLibraries

/// What is to become of a file that ModelGates writes, or writes a part of.
enum ManagedEdit: Equatable {
  /// It is as it should be.
  case current
  case write([UInt8])
  /// It isn't touched.
  case leave(LeftFile.Reason)
}

/// Text that carries a digest of itself, so that what somebody edited by hand is recognised before it would be overwritten.
///
/// Line ends don't count: a checkout that turns LF into CR LF is no edit.
enum ManagedText {
  static let prefix = "<!-- modelgates managed:"
  static let suffix = " -->"

  /// The first 12 hex digits of the SHA-256 of the text with LF line ends.
  static func digest(_ bytes: some Sequence<UInt8>) throws(CryptoError) -> String {
    String(Hex.encode(try SHA256.hash(withoutReturns(bytes))).prefix(12))
  }

  static func isDigest(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  /// Without the carriage returns before line feeds.
  static func withoutReturns(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var kept: [UInt8] = []
    for byte in bytes {
      if byte == UInt8(ascii: "\n"), kept.last == UInt8(ascii: "\r") { kept.removeLast() }
      kept.append(byte)
    }
    return kept
  }

  /// Text with LF line ends as the bytes of a file that has these ends.
  static func bytes(_ text: String, endingLinesWith ending: [UInt8]) -> [UInt8] {
    text.utf8.flatMap { $0 == UInt8(ascii: "\n") ? ending : [$0] }
  }

  /// The ending of the first line; LF where there is none.
  static func ending(of bytes: some Collection<UInt8>) -> [UInt8] {
    var last: UInt8 = 0
    for byte in bytes {
      if byte == UInt8(ascii: "\n") { return last == UInt8(ascii: "\r") ? [last, byte] : [byte] }
      last = byte
    }
    return [UInt8(ascii: "\n")]
  }
}
