import SystemLibraries
import Testing

struct DigestTests {
  /// FIPS 180-4 examples (https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values).
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func sha256HasPublishedValues(text: String, digest: String) throws {
    #expect(try Hex.encode(SHA256.hash(Array(text.utf8))) == digest)
  }

  /// RFC 4231, section 4: cases 1, 2, 3 and 6.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      [UInt8](repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    ([], [], "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
  ])
  func hmacHasPublishedValues(key: [UInt8], message: [UInt8], code: String) throws {
    #expect(try Hex.encode(HMAC.sha256(key: key, message: message)) == code)
  }

  /// RFC 5869, appendix A: cases 1 to 3.
  @Test(
    arguments: [
      (
        [UInt8](repeating: 0x0b, count: 22), Array(0...0x0c), Array(0xf0...0xf9),
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
      ),
      (
        Array(0...0x4f), Array(0x60...0xaf), Array(0xb0...0xff),
        """
        b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09\
        da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87
        """
      ),
      (
        [UInt8](repeating: 0x0b, count: 22), [], [],
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
      ),
    ] as [([UInt8], [UInt8], [UInt8], String)])
  func hkdfHasPublishedValues(secret: [UInt8], salt: [UInt8], info: [UInt8], key: String) throws {
    #expect(try Hex.encode(HKDF.sha256(secret: secret, salt: salt, info: info, count: key.utf8.count / 2)) == key)
  }

  @Test func hkdfGivesUpTo255Blocks() throws {
    let longest = try HKDF.sha256(secret: [1], salt: [], info: [], count: 8160)
    #expect(longest.count == 8160)
    #expect(try HKDF.sha256(secret: [1], salt: [], info: [], count: 33) == Array(longest.prefix(33)))
    for count in [0, -1, 8161, .max] {
      let error = #expect(throws: CryptoError.self) {
        try HKDF.sha256(secret: [1], salt: [], info: [], count: count)
      }
      #expect(error?.code == .invalidInput)
    }
  }

  @Test func firstUsesFromManyThreadsAgree() async throws {
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<16 { group.addTask { try SHA256.hash([1, 2, 3]) } }
      let expected = try SHA256.hash([1, 2, 3])
      for try await digest in group { #expect(digest == expected) }
    }
  }
}
