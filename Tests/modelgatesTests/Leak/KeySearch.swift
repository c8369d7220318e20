/// Looks for keys, in every spelling in which one could hide.
struct KeySearch {
  private let needles: [(spelling: String, bytes: [UInt8])]

  /// A part of a key is as bad as all of it, and stands elsewhere among the bytes: both halves are searched for.
  init(_ keys: [String]) {
    needles = keys.flatMap { key in
      let secret = key.suffix(48)
      return [secret.prefix(24), secret.suffix(24)].flatMap { Self.spellings(of: Array($0.utf8)) }
    }
  }

  /// The spellings that were found, sorted; empty when none was.
  func found(in bytes: [UInt8]) -> [String] {
    // One pass over the bytes: most positions begin no needle.
    var starts = [[Int]](repeating: [], count: 256)
    for (index, needle) in needles.enumerated() { starts[Int(needle.bytes[0])].append(index) }
    var found: Set<String> = []
    for position in bytes.indices {
      for index in starts[Int(bytes[position])] where bytes[position...].starts(with: needles[index].bytes) {
        found.insert(needles[index].spelling)
      }
    }
    return found.sorted()
  }

  static func spellings(of part: [UInt8]) -> [(spelling: String, bytes: [UInt8])] {
    let hex = part.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }
    let texts = [
      ("upper case", String(decoding: part, as: UTF8.self).uppercased()),
      ("hex", hex.joined()), ("HEX", hex.joined().uppercased()),
      ("URL", hex.map { "%\($0)" }.joined()), ("URL upper", hex.map { "%\($0.uppercased())" }.joined()),
      ("JSON", hex.map { "\\u00\($0)" }.joined()),
      ("bytes", part.map { "\($0)" }.joined(separator: ", ")),
      ("bytes close", part.map { "\($0)" }.joined(separator: ",")),
      ("spaced", part.map { String(decoding: [$0], as: UTF8.self) }.joined(separator: " ")),
    ]
    let base64 = (0..<3).flatMap { shift in
      // What stands before shifts the letters; those at both ends depend on neighbours and are left out.
      let letters = Self.base64([UInt8](repeating: 0, count: shift) + part)
      let inner = letters.dropFirst((shift * 8 + 5) / 6).dropLast(letters.count % 4 == 0 ? 0 : 1)
      return [
        ("base64 at \(shift)", Array(inner.utf8)),
        (
          "base64url at \(shift)",
          inner.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }.flatMap { Array(String($0).utf8) }
        ),
      ]
    }
    return [("plain", part), ("reversed", part.reversed())] + texts.map { ($0.0, Array($0.1.utf8)) } + base64
  }

  /// Without padding.
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
    return stride(from: 0, to: bits.count, by: 6).reduce(into: "") { text, start in
      let group = (start..<start + 6).map { $0 < bits.count ? Int(bits[$0]) : 0 }
      text.append(alphabet[group.reduce(0) { $0 * 2 + $1 }])
    }
  }
}
