/// A set of ASCII characters in the notation of a bracket expression: `a-z0-9._-`.
struct CharacterClass {
  private var members: (UInt64, UInt64) = (0, 0)

  init(_ notation: String) {
    let characters = Array(notation.utf8)
    var index = 0
    while index < characters.count {
      if index + 2 < characters.count, characters[index + 1] == UInt8(ascii: "-") {
        for byte in characters[index]...max(characters[index], characters[index + 2]) { insert(byte) }
        index += 3
      } else {
        insert(characters[index])
        index += 1
      }
    }
  }

  func contains(allOf text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      byte < 64 ? members.0 & 1 << UInt64(byte) != 0 : byte < 128 && members.1 & 1 << UInt64(byte - 64) != 0
    }
  }

  private mutating func insert(_ byte: UInt8) {
    if byte < 64 { members.0 |= 1 << UInt64(byte) } else if byte < 128 { members.1 |= 1 << UInt64(byte - 64) }
  }
}
