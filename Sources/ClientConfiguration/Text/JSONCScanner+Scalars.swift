import JSON

extension JSONCScanner {
  /// Of `\\n` or `\\u0041`, the backslash included.
  func lengthOfEscape(at place: Int) throws(ConfigurationError) -> Int {
    switch byte(place + 1) {
    case UInt8(ascii: "u"):
      guard (2..<6).allSatisfy({ byte(place + $0).map { Character(Unicode.Scalar($0)).isHexDigit } ?? false }) else {
        throw error("An escaped character needs 4 hexadecimal digits", at: place)
      }
      return 6
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    default: throw error("A backslash stands before what it can't stand before", at: place)
    }
  }

  /// A member's name from its key. One that can't be told, half a surrogate pair, stands for itself.
  func name(_ key: Range<Int>) -> [UInt8] {
    let text = Array(bytes[key.dropFirst().dropLast()])
    guard text.contains(UInt8(ascii: "\\")),
      let name = try? JSON(parsing: Array(bytes[key]), limits: JSONLimits(depth: 1, bytes: key.count)).string
    else { return text }
    return Array(name.utf8)
  }

  /// What numbers, `true`, `false` and `null` are written with.
  static func isScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// https://www.rfc-editor.org/rfc/rfc8259#section-6
  static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
    func take(_ bytes: String) -> Bool {
      guard let byte = rest.first, bytes.utf8.contains(byte) else { return false }
      rest = rest.dropFirst()
      return true
    }
    func takeDigits() -> Bool {
      let digits = rest.prefix(while: isDigit)
      rest = rest.dropFirst(digits.count)
      return !digits.isEmpty
    }
    _ = take("-")
    guard take("0") || takeDigits() else { return false }
    if take("."), !takeDigits() { return false }
    if take("eE") {
      _ = take("+-")
      guard takeDigits() else { return false }
    }
    return rest.isEmpty
  }
}
