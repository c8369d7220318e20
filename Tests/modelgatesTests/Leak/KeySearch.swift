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
    Set(places(in: bytes).map { needles[$0.needle].spelling }).sorted()
  }

  /// Which needle stands where.
  private func places(in bytes: [UInt8]) -> [(needle: Int, start: Int)] {
    Self.places(of: needles.map(\.bytes), in: bytes)
  }

  /// Which of the needles, of two bytes at least, stands where. One pass over the bytes: hardly any two begin a needle.
  static func places(of needles: [[UInt8]], in bytes: [UInt8]) -> [(needle: Int, start: Int)] {
    var beginnings = [Int](repeating: -1, count: 65_536)
    var groups: [[Int]] = []
    for (index, needle) in needles.enumerated() {
      let pair = Int(needle[0]) << 8 | Int(needle[1])
      if beginnings[pair] < 0 {
        beginnings[pair] = groups.count
        groups.append([])
      }
      groups[beginnings[pair]].append(index)
    }
    var found: [(needle: Int, start: Int)] = []
    bytes.withUnsafeBufferPointer { text in
      beginnings.withUnsafeBufferPointer { beginnings in
        var position = 1
        while position < text.count {
          let group = beginnings[Int(text[position - 1]) << 8 | Int(text[position])]
          if group >= 0 {
            for index in groups[group] where text[(position - 1)...].starts(with: needles[index]) {
              found.append((index, position - 1))
            }
          }
          position += 1
        }
      }
    }
    return found
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
