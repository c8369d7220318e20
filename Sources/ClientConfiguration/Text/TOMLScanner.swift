/// Goes through TOML 1.0 (https://toml.io/en/v1.0.0): space, comments, line ends and keys here, strings and values beside.
struct TOMLScanner {
  /// Arrays and inline tables within each other, and parts of one key.
  static let depthLimit = 64

  let bytes: [UInt8]
  private(set) var place: Int

  /// - Parameter bytes: UTF-8; a byte order mark at its beginning is passed over.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  var next: UInt8? { self[0] }

  /// The byte so many places ahead.
  subscript(ahead: Int) -> UInt8? { place + ahead < bytes.count ? bytes[place + ahead] : nil }

  mutating func advance(_ count: Int = 1) { place = min(place + count, bytes.count) }

  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: byte) else { return false }
    place += 1
    return true
  }

  func error(_ what: String, at place: Int? = nil) -> ConfigurationError {
    ConfigurationError(.malformed, what, at: place ?? self.place, in: bytes)
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// What may stand neither in a comment nor in a string.
  static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }

  // MARK: Space

  mutating func skipSpace() { while let byte = next, Self.isSpace(byte) { place += 1 } }

  /// A line feed, or carriage return and line feed. False where neither is.
  mutating func takeLineEnd() -> Bool {
    let length = next == UInt8(ascii: "\n") ? 1 : next == UInt8(ascii: "\r") && self[1] == UInt8(ascii: "\n") ? 2 : 0
    place += length
    return length > 0
  }

  /// Space, comments and line ends, as they may stand between lines and within arrays.
  mutating func skipTrivia() throws(ConfigurationError) {
    repeat {
      skipSpace()
      try skipComment()
    } while takeLineEnd()
  }

  /// The end of a line, after which the next statement may begin.
  mutating func endLine() throws(ConfigurationError) {
    skipSpace()
    try skipComment()
    guard next == nil || takeLineEnd() else { throw error("Something follows where the line should end") }
  }

  private mutating func skipComment() throws(ConfigurationError) {
    guard next == UInt8(ascii: "#") else { return }
    while let byte = next, byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\r"), self[1] == UInt8(ascii: "\n") { return }
      guard !Self.isControl(byte) else { throw error("A comment has a control character") }
      place += 1
    }
  }

  // MARK: Keys

  /// The parts of a dotted key.
  mutating func key() throws(ConfigurationError) -> [TOMLName] {
    let start = place
    var names: [TOMLName] = []
    repeat {
      guard names.count < Self.depthLimit else { throw error("A key has too many parts", at: start) }
      skipSpace()
      names.append(try name())
      skipSpace()
    } while take(".")
    return names
  }

  private mutating func name() throws(ConfigurationError) -> TOMLName {
    if let byte = next, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      return TOMLName(try lineOfText())
    }
    let start = place
    while let byte = next, Self.isBare(byte) { place += 1 }
    guard place > start else { throw error("A name was expected") }
    return TOMLName(Array(bytes[start..<place]))
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
