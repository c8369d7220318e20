import JSON
import Testing

/// Strings that don't end, or that hold what a string can't hold.
struct RefusedStringTests {
  @Test(arguments: open + escapes + surrogates) func textIsRefused(_ row: Refusal) { row.check() }

  @Test(arguments: invalidUTF8) func invalidUTF8IsRefused(_ bytes: [UInt8]) {
    Refusal(.text("\"", bytes, "\""), .badUTF8, 1).check()
    Refusal(.text("[\"12345678", bytes, "12345678\"]"), .badUTF8, 2).check()
    Refusal(.text("{\"", bytes, "\":1}"), .badUTF8, 2).check()
    // Behind an escape, where text is collected and not taken as it stands.
    Refusal(.text("\"\\n", bytes, "\""), .badUTF8, 1).check()
    Refusal(.text("\"", bytes, "\\n\""), .badUTF8, 1).check()
  }

  @Test(arguments: UInt8(0)..<0x20) func controlCharacterIsRefused(_ byte: UInt8) {
    for position in 0..<20 {
      let before = String(repeating: "x", count: position)
      Refusal(.text("\"\(before)", [byte], "yyyyyyyyyy\""), .controlCharacter(byte), 1 + position).check()
      Refusal(.text("\"\\t\(before)", [byte], "\""), .controlCharacter(byte), 3 + position).check()
    }
  }

  @Test(arguments: UInt8.min...UInt8.max) func onlyEightLettersAndUMayFollowABackslash(_ byte: UInt8) throws {
    let text: [UInt8] = .text("\"\\", [byte], "\"")
    if Array("\"\\/bfnrt".utf8).contains(byte) {
      #expect(try JSON(parsing: text, limits: .ample).string?.utf8.count == 1)
    } else {
      Refusal(text, .badEscape, 1).check()
    }
  }

  static let open: [Refusal] = [
    Refusal("\"", .unexpectedEnd, 1),
    Refusal("\"a", .unexpectedEnd, 2),
    Refusal("\"1234567", .unexpectedEnd, 8),
    Refusal("\"12345678", .unexpectedEnd, 9),
    Refusal("\"123456789", .unexpectedEnd, 10),
    Refusal("\"é", .unexpectedEnd, 3),
    Refusal("\"\\", .unexpectedEnd, 2),
    Refusal("\"\\\"", .unexpectedEnd, 3),
    Refusal("\"\\\\\\\"", .unexpectedEnd, 5),
    Refusal("\"\\n", .unexpectedEnd, 3),
    Refusal("[\"", .unexpectedEnd, 2),
    Refusal("[\"a", .unexpectedEnd, 3),
    Refusal("[\"a]", .unexpectedEnd, 4),
    Refusal("{\"", .unexpectedEnd, 2),
    Refusal("{\"a", .unexpectedEnd, 3),
    Refusal("{\"a:1}", .unexpectedEnd, 6),
    Refusal("{\"a\":\"", .unexpectedEnd, 6),
    Refusal("\"\\u", .unexpectedEnd, 3),
    Refusal("\"\\u0", .unexpectedEnd, 4),
    Refusal("\"\\u00", .unexpectedEnd, 5),
    Refusal("\"\\u004", .unexpectedEnd, 6),
    Refusal("\"\\u0041", .unexpectedEnd, 7),
    Refusal("\"\\uD83D\\u", .unexpectedEnd, 9),
    Refusal("\"\\uD83D\\uDE0", .unexpectedEnd, 12),
    Refusal("\"a\nb\"", .controlCharacter(0x0A), 2),
    Refusal("\"a\r\nb\"", .controlCharacter(0x0D), 2),
    Refusal("\"a\tb\"", .controlCharacter(0x09), 2),
    Refusal("{\"a\nb\":1}", .controlCharacter(0x0A), 3),
    Refusal("[\"new\nline\"]", .controlCharacter(0x0A), 5),
    Refusal("\"\\\n\"", .badEscape, 1),
  ]

  static let escapes: [Refusal] = [
    Refusal("\"\\a\"", .badEscape, 1),
    Refusal("\"\\e\"", .badEscape, 1),
    Refusal("\"\\v\"", .badEscape, 1),
    Refusal("\"\\0\"", .badEscape, 1),
    Refusal("\"\\101\"", .badEscape, 1),
    Refusal("\"\\x41\"", .badEscape, 1),
    Refusal("\"\\'\"", .badEscape, 1),
    Refusal("\"\\ \"", .badEscape, 1),
    Refusal("\"\\N\"", .badEscape, 1),
    Refusal("\"\\T\"", .badEscape, 1),
    Refusal("\"\\U0041\"", .badEscape, 1),
    Refusal("\"\\u{41}\"", .badEscape, 1),
    Refusal("\"\\é\"", .badEscape, 1),
    Refusal("\"\\😀\"", .badEscape, 1),
    Refusal("\"\\u\"", .badEscape, 1),
    Refusal("\"\\u4\"", .badEscape, 1),
    Refusal("\"\\u41\"", .badEscape, 1),
    Refusal("\"\\u041\"", .badEscape, 1),
    Refusal("\"\\u 041\"", .badEscape, 1),
    Refusal("\"\\u+041\"", .badEscape, 1),
    Refusal("\"\\u-041\"", .badEscape, 1),
    Refusal("\"\\u0x41\"", .badEscape, 1),
    Refusal("\"\\u004g\"", .badEscape, 1),
    Refusal("\"\\u004G\"", .badEscape, 1),
    Refusal("\"\\u00é1\"", .badEscape, 1),
    Refusal("\"\\uqqqq\"", .badEscape, 1),
    Refusal("\"\\u:000\"", .badEscape, 1),
    Refusal("\"\\u@000\"", .badEscape, 1),
    Refusal("\"\\u`000\"", .badEscape, 1),
    Refusal("\"\\u/000\"", .badEscape, 1),
    Refusal("\"ok \\q\"", .badEscape, 4),
    Refusal("[\"\\u00A\"]", .badEscape, 2),
    Refusal("{\"\\x\":1}", .badEscape, 2),
    Refusal("\"\\n\\q\"", .badEscape, 3),
    Refusal(.text("\"\\", [0xE5], "\""), .badEscape, 1),
    Refusal(.text("\"\\u", [0xE5], "000\""), .badEscape, 1),
    Refusal(.text("\"\\", [0x00], "\""), .badEscape, 1),
  ]

  static let surrogates: [Refusal] = [
    Refusal("\"\\uD800\"", .loneSurrogate, 1),
    Refusal("\"\\ud800\"", .loneSurrogate, 1),
    Refusal("\"\\uDBFF\"", .loneSurrogate, 1),
    Refusal("\"\\uDC00\"", .loneSurrogate, 1),
    Refusal("\"\\uDFFF\"", .loneSurrogate, 1),
    Refusal("\"\\uD800x\"", .loneSurrogate, 1),
    Refusal("\"\\uD800\\n\"", .loneSurrogate, 1),
    Refusal("\"\\uD800\\u0041\"", .loneSurrogate, 1),
    Refusal("\"\\uD800\\uD800\"", .loneSurrogate, 1),
    Refusal("\"\\uD800\\uDBFF\"", .loneSurrogate, 1),
    Refusal("\"\\uD800\\uE000\"", .loneSurrogate, 1),
    Refusal("\"\\uDC00\\uD800\"", .loneSurrogate, 1),
    Refusal("\"\\uDE00\\uD83D\"", .loneSurrogate, 1),
    Refusal("\"\\uD800\\uD800\\uDC00\"", .loneSurrogate, 1),
    Refusal("\"\\uD83D\\uDE00\\uDE00\"", .loneSurrogate, 13),
    Refusal("\"\\uD83D\\uDE00\\uD83D\"", .loneSurrogate, 13),
    Refusal("\"\\uD800\\\"", .loneSurrogate, 1),
    Refusal("\"\\uD800\\u\"", .badEscape, 1),
    Refusal("\"\\uD800\\u1\"", .badEscape, 1),
    Refusal("\"\\uD800\\u1x\"", .badEscape, 1),
    Refusal("\"\\uD800\\uDC0x\"", .badEscape, 1),
    Refusal("{\"\\uD800\":1}", .loneSurrogate, 2),
    Refusal("\"\\uD800", .loneSurrogate, 1),
    Refusal("\"\\uD800\\", .loneSurrogate, 1),
  ]

  static let invalidUTF8: [[UInt8]] = [
    [0x80], [0xBF], [0xC0], [0xC1], [0xC2], [0xDF], [0xE0], [0xED], [0xEF], [0xF0], [0xF4], [0xF5], [0xF8], [0xFC],
    [0xFE], [0xFF], [0xE5], [0xE9],
    // Too short, and cut by another character.
    [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xF0, 0x9F], [0xC3, 0x28], [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28],
    [0xF0, 0x28, 0x8C, 0xBC], [0xF0, 0x9F, 0x28, 0x80], [0xF0, 0x9F, 0x98, 0x28],
    // Longer than needed.
    [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF], [0xF0, 0x80, 0x80, 0xAF],
    [0xF0, 0x8F, 0xBF, 0xBF], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80],
    // Surrogates, alone and in pairs.
    [0xED, 0xA0, 0x80], [0xED, 0xAF, 0xBF], [0xED, 0xB0, 0x80], [0xED, 0xBF, 0xBF],
    [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80],
    // Above U+10FFFF.
    [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF7, 0xBF, 0xBF, 0xBF], [0xF8, 0xA1, 0xA1, 0xA1, 0xA1],
    // A good character and one continuation too many; good ones around a bad one; Latin-1.
    [0xC3, 0xA9, 0x80], [0xC3, 0xA9, 0xFF, 0xC3, 0xA9], [0x63, 0x61, 0x66, 0xE9], [0xE6, 0x97, 0xA5, 0xD1, 0x88, 0xFA],
  ]
}
