import JSON
import Testing

struct StringWritingTests {
  private func text(_ string: String) -> String { JSON.string(string).description }

  @Test(arguments: [
    ("", #""""#), ("a", #""a""#), ("\"", #""\"""#), ("\\", #""\\""#), ("/", #""/""#), ("\n", #""\n""#),
    ("\r", #""\r""#),
    ("\t", #""\t""#), ("\u{8}", #""\b""#), ("\u{C}", #""\f""#), ("\0", #""\u0000""#), ("\u{B}", #""\u000b""#),
    ("\u{1B}", #""\u001b""#), ("\u{1F}", #""\u001f""#), ("\u{7F}", "\"\u{7F}\""), ("\r\n", #""\r\n""#),
    ("\u{80}", "\"\u{80}\""), ("\u{84}", "\"\u{84}\""), ("\u{85}", #""\u0085""#), ("\u{86}", "\"\u{86}\""),
    ("\u{C5}", "\"\u{C5}\""), ("\u{2027}", "\"\u{2027}\""), ("\u{2028}", #""\u2028""#), ("\u{2029}", #""\u2029""#),
    ("\u{202A}", "\"\u{202A}\""), ("\u{2128}", "\"\u{2128}\""), ("\u{20A8}", "\"\u{20A8}\""), ("é", "\"é\""),
    ("日本語", "\"日本語\""), ("😀", "\"😀\""), ("\u{10FFFF}", "\"\u{10FFFF}\""), ("\u{FEFF}", "\"\u{FEFF}\""),
    ("a\"b\\c\nd", #""a\"b\\c\nd""#), ("\u{2028}\u{2029}\u{85}\n", #""\u2028\u2029\u0085\n""#),
    ("</script>", #""</script>""#),
  ])
  func onlyWhatMustBeIsEscaped(_ string: String, _ expected: String) throws {
    #expect(text(string) == expected)
    #expect(JSON.string(string).bytes == Array(expected.utf8))
    #expect(try JSON.parsed(expected).string.map { Array($0.utf8) } == Array(string.utf8))
    for padding in 0..<20 {
      let before = String(repeating: "x", count: padding)
      let inner = expected.dropFirst().dropLast()
      #expect(JSON.string(before + string + before).bytes == Array("\"\(before)\(inner)\(before)\"".utf8))
    }
  }

  @Test(arguments: ["\"", "\n", "\u{B}", "a", "é", "\u{2028}", "plain text and one \""])
  func longTextIsWrittenWhole(_ piece: String) throws {
    // With escapes more than the room that is first made for it.
    let string = String(repeating: piece, count: 150_000)
    let bytes = JSON.string(string).bytes
    #expect(try JSON(parsing: bytes, limits: JSONLimits(depth: 1, bytes: 8 << 20)).string == string)
    let inner = JSON.string(piece).bytes.dropFirst().dropLast()
    #expect(bytes.count == 2 + 150_000 * inner.count)
  }

  @Test func everyControlCharacterIsEscaped() {
    for byte in UInt8(0)..<0x20 {
      let bytes = JSON.string(String(Character(Unicode.Scalar(byte)))).bytes
      #expect(bytes.dropFirst().first == UInt8(ascii: "\\"))
      #expect(bytes.allSatisfy { $0 >= 0x20 })
    }
  }

  @Test func everyScalarComesBack() throws {
    for start in stride(from: UInt32(0), to: 0x110000, by: 0x1000) {
      let string = String(String.UnicodeScalarView((start..<start + 0x1000).compactMap { Unicode.Scalar($0) }))
      let bytes = JSON.string(string).bytes
      #expect(bytes.allSatisfy { $0 >= 0x20 })
      let back = try JSON(parsing: bytes, limits: .ample).string
      #expect(back.map { Array($0.utf8) } == Array(string.utf8))
    }
  }

  @Test func keysAreEscapedLikeStrings() {
    let json: JSON = ["a\nb\"\u{2028}": 1]
    #expect(json.description == #"{"a\nb\"\u2028":1}"#)
  }

  @Test func bytesAreWrittenLikeTheStringTheyAre() {
    for string in ["", "a\"b", "é\u{85}\u{2029}\n", "😀", String(repeating: "long ", count: 100)] {
      var writer = JSONWriter()
      writer.value(utf8: Array(string.utf8))
      #expect(writer.bytes == JSON.string(string).bytes)
    }
  }

  @Test(arguments: [[0xC2], [0xE2], [0xE2, 0x80], [0x61, 0xE2, 0x80], [0xC2, 0x22], [0xFF, 0x0A]] as [[UInt8]])
  func bytesThatEndEarlyAreNoTrap(_ bytes: [UInt8]) {
    var writer = JSONWriter()
    writer.value(utf8: bytes)
    #expect(writer.bytes.last == UInt8(ascii: "\""))
    #expect(!writer.bytes.contains(0x0A))
  }
}
