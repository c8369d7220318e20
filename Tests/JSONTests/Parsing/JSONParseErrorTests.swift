import JSON
import Testing

struct JSONParseErrorTests {
  @Test(arguments: [
    (JSONParseError(.tooLong(limit: 10), at: 10), "text of more than 10 bytes at byte 10"),
    (JSONParseError(.tooDeep(limit: 3), at: 7), "more than 3 nested arrays and objects at byte 7"),
    (JSONParseError(.unexpectedEnd, at: 4), "unexpected end of text at byte 4"),
    (JSONParseError(.unexpectedByte(0x2C), at: 1), "unexpected ',' at byte 1"),
    (JSONParseError(.unexpectedByte(0x20), at: 1), "unexpected byte 0x20 at byte 1"),
    (JSONParseError(.unexpectedByte(0x1B), at: 1), "unexpected byte 0x1B at byte 1"),
    (JSONParseError(.unexpectedByte(0x0A), at: 1), "unexpected byte 0x0A at byte 1"),
    (JSONParseError(.unexpectedByte(0x7F), at: 1), "unexpected byte 0x7F at byte 1"),
    (JSONParseError(.unexpectedByte(0xFF), at: 1), "unexpected byte 0xFF at byte 1"),
    (JSONParseError(.badLiteral, at: 0), "unknown literal (only true, false and null are) at byte 0"),
    (JSONParseError(.badNumber, at: 0), "malformed number at byte 0"),
    (JSONParseError(.badEscape, at: 2), "malformed escape in a string at byte 2"),
    (JSONParseError(.loneSurrogate, at: 2), "lone surrogate in a string at byte 2"),
    (JSONParseError(.controlCharacter(9), at: 2), "unescaped byte 0x09 in a string at byte 2"),
    (JSONParseError(.badUTF8, at: 2), "invalid UTF-8 at byte 2"),
    (JSONParseError(.duplicateName("a\"\n"), at: 9), #"duplicate member "a\"\n" at byte 9"#),
    (JSONParseError(.trailingComma, at: 2), "trailing comma at byte 2"),
    (JSONParseError(.textAfterValue, at: 2), "text after the value at byte 2"),
  ])
  func descriptionSaysWhatAndWhere(_ error: JSONParseError, _ text: String) {
    #expect(error.description == text)
  }

  @Test(arguments: ["x", "é", "😀", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}"])
  func longNameIsShortened(_ part: String) {
    let name = String(repeating: part, count: 100_000)
    #expect(JSONParseError(.duplicateName(name), at: 0).description.utf8.count < 512)
  }

  @Test func oneCharacterOfManyMarksIsShortened() {
    let name = "e" + String(repeating: "\u{301}", count: 100_000)
    #expect(JSONParseError(.duplicateName(name), at: 0).description.utf8.count < 512)
  }
}
