import SystemLibraries
import Testing

struct TextEncodingTests {
  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func base64HasPublishedValues(text: String, encoded: String) throws {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
    #expect(try Base64.decode(encoded) == Array(text.utf8))
    let unpadded = String(encoded.filter { $0 != "=" })
    #expect(Base64URL.encode(Array(text.utf8)) == unpadded)
    #expect(try Base64URL.decode(unpadded) == Array(text.utf8))
  }

  @Test func alphabetsDifferInTwoCharacters() throws {
    #expect(Base64.encode([0xfb, 0xff]) == "+/8=")
    #expect(Base64URL.encode([0xfb, 0xff]) == "-_8")
    #expect(throws: CryptoError.self) { try Base64.decode("-_8=") }
    #expect(throws: CryptoError.self) { try Base64URL.decode("+/8") }
  }

  @Test(arguments: [
    "Zg", "Zg=", "Zg===", "Z", "Z===", "=", "==", "====", "Zg==Zg==", "Zm9v====", "Zh==", "Zm9=", " Zg==", "Zg==\n",
    "Zm\n9", "Zm9v\0",
    "Zm9é", "Zm=v", "Z=g=",
  ])
  func base64IsStrict(text: String) {
    let error = #expect(throws: CryptoError.self) { try Base64.decode(text) }
    #expect(error?.code == .invalidInput)
  }

  @Test(arguments: ["Zg==", "Zm8=", "Z", "Zm9vY", "Zh", "Zm9", "Zg ", "Zm9\n"])
  func base64URLIsStrict(text: String) {
    #expect(throws: CryptoError.self) { try Base64URL.decode(text) }
  }

  @Test func everyLengthAndByteSurvives() throws {
    for count in 0..<260 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ count) }
      #expect(try Base64.decode(Base64.encode(bytes)) == bytes)
      #expect(try Base64URL.decode(Base64URL.encode(bytes)) == bytes)
      #expect(try Hex.decode(Hex.encode(bytes)) == bytes)
    }
  }

  @Test func hexHasLowerCaseAndReadsBoth() throws {
    #expect(Hex.encode([0x00, 0x1f, 0xab, 0xff]) == "001fabff")
    #expect(try Hex.decode("001FabFF") == [0x00, 0x1f, 0xab, 0xff])
    #expect(try Hex.decode("") == [])
  }

  @Test(arguments: ["0", "abc", "0g", "0x00", " 00", "00 ", "0\0", "é0", "００"])
  func hexIsStrict(text: String) {
    #expect(throws: CryptoError.self) { try Hex.decode(text) }
  }

  @Test func equalityIsOfEveryByteAndTheLength() {
    #expect(constantTimeEquals([], []))
    #expect(constantTimeEquals([1, 2, 3], [1, 2, 3]))
    for other in [[], [1, 2], [1, 2, 3, 0], [0, 2, 3], [1, 0, 3], [1, 2, 131]] as [[UInt8]] {
      #expect(!constantTimeEquals([1, 2, 3], other))
    }
  }

  @Test(arguments: [0, 1, 7, 8, 9, 1000])
  func randomBytesAreAsManyAsAsked(count: Int) {
    #expect(randomBytes(count).count == count)
    #expect(randomBytes(-count).isEmpty)
    if count >= 8 { #expect(randomBytes(count) != randomBytes(count)) }
  }
}
