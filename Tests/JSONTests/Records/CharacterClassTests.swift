import Testing

@testable import JSON

struct CharacterClassTests {
  @Test(arguments: [
    ("a-z", "abcxyz", "A`{0-"),
    ("a-z0-9._-", "az09._-", "A,/:;"),
    ("-a", "-a", "b"),
    ("a-", "a-", "b"),
    ("-", "-", "a"),
    ("a-c-e", "abc-e", "d"),
    ("A-Za-z0-9+/=", "AZaz09+/=", "-_"),
    ("abc", "abc", "-d"),
    (" -~", " aZ~\"\\", "\n\u{7F}"),
    ("?@", "?@", ">A"),
    ("z-a", "z", "ay"),
    ("", "", "a-"),
  ])
  func membersAreThoseOfTheNotation(_ notation: String, _ members: String, _ others: String) {
    let characters = CharacterClass(notation)
    #expect(characters.contains(allOf: members))
    #expect(characters.contains(allOf: ""))
    for other in others {
      #expect(!characters.contains(allOf: String(other)))
      #expect(!characters.contains(allOf: members + String(other)))
    }
  }

  @Test(arguments: ["é", "\u{212A}", "ａ", "😀", "\u{80}", "a\u{301}"]) func noNonASCIIIsAMember(_ text: String) {
    #expect(!CharacterClass("\u{0}-\u{7F}").contains(allOf: text))
    #expect(!CharacterClass("a-zA-Z").contains(allOf: text))
  }

  @Test func everyASCIICharacterCanBeAMember() {
    for byte in UInt8(0)..<0x80 where byte != UInt8(ascii: "-") {
      let text = String(Character(Unicode.Scalar(byte)))
      for other in UInt8(0)..<0x80 {
        let isMember = CharacterClass(text).contains(allOf: String(Character(Unicode.Scalar(other))))
        #expect(isMember == (byte == other))
      }
    }
  }
}
