import Testing

@testable import SystemLibraries

struct AES256GCMTests {
  struct Vector: Sendable {
    var key = String(repeating: "0", count: 64)
    var nonce = String(repeating: "0", count: 24)
    var plaintext = ""
    var additional = ""
    var ciphertext = ""
    var tag = ""
  }

  /// McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B: cases 13 to 16.
  static let vectors = [
    Vector(tag: "530f8afbc74536b9a963b4f1c4cb738b"),
    Vector(
      plaintext: "00000000000000000000000000000000", ciphertext: "cea7403d4d606b6e074ec5d3baf39d18",
      tag: "d0d1c8a799996bf0265b98b5d48ab919"),
    Vector(
      key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", nonce: "cafebabefacedbaddecaf888",
      plaintext: """
        d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
        1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255
        """,
      ciphertext: """
        522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
        8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad
        """,
      tag: "b094dac5d93471bdec1a502270e3cc6c"),
    Vector(
      key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", nonce: "cafebabefacedbaddecaf888",
      plaintext: """
        d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
        1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39
        """,
      additional: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      ciphertext: """
        522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
        8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
        """,
      tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
  ]

  @Test(arguments: vectors)
  func publishedValuesAreSealedAndOpened(vector: Vector) throws {
    let key = try Hex.decode(vector.key)
    let additional = try Hex.decode(vector.additional)
    let plaintext = try Hex.decode(vector.plaintext)
    let sealed = try AES256GCM.seal(
      plaintext, key: key, nonce: Hex.decode(vector.nonce), authenticating: additional)
    #expect(Hex.encode(sealed.ciphertext) == vector.ciphertext)
    #expect(Hex.encode(sealed.tag) == vector.tag)
    #expect(try AES256GCM.open(sealed, key: key, authenticating: additional) == plaintext)
  }

  let key = [UInt8](1...32)
  let additional = Array("record 7, generation 3".utf8)

  private func refusal(_ sealed: AES256GCM.Sealed, key: [UInt8], _ additional: [UInt8]) -> CryptoError.Code? {
    do throws(CryptoError) {
      _ = try AES256GCM.open(sealed, key: key, authenticating: additional)
      return nil
    } catch {
      return error.code
    }
  }

  /// Each result of flipping one bit.
  private func flips(_ bytes: [UInt8]) -> [[UInt8]] {
    (0..<bytes.count * 8).map { bit in
      var flipped = bytes
      flipped[bit / 8] ^= 1 << (bit % 8)
      return flipped
    }
  }

  @Test func everyFlippedBitIsNoticed() throws {
    let sealed = try AES256GCM.seal(Array("a secret".utf8), key: key, authenticating: additional)
    #expect(refusal(sealed, key: key, additional) == nil)
    for flipped in flips(sealed.combined) {
      #expect(try refusal(AES256GCM.Sealed(combined: flipped), key: key, additional) == .authenticationFailed)
    }
    for flipped in flips(key) { #expect(refusal(sealed, key: flipped, additional) == .authenticationFailed) }
    for flipped in flips(additional) { #expect(refusal(sealed, key: key, flipped) == .authenticationFailed) }
  }

  @Test func everyCutAndEveryMissingByteOfAdditionalDataIsNoticed() throws {
    let sealed = try AES256GCM.seal(Array("a secret".utf8), key: key, authenticating: additional)
    for count in 0..<sealed.combined.count {
      let cut = Array(sealed.combined.prefix(count))
      if count < 28 {
        #expect(throws: CryptoError.self) { try AES256GCM.Sealed(combined: cut) }
      } else {
        #expect(try refusal(AES256GCM.Sealed(combined: cut), key: key, additional) == .authenticationFailed)
      }
    }
    #expect(refusal(sealed, key: key, []) == .authenticationFailed)
    #expect(refusal(sealed, key: key, Array(additional.dropLast())) == .authenticationFailed)
  }

  @Test(arguments: [0, 1, 15, 16, 17, 100_000])
  func whatIsSealedIsOpened(count: Int) throws {
    let plaintext = randomBytes(count)
    let sealed = try AES256GCM.seal(plaintext, key: key, authenticating: additional)
    #expect(sealed.ciphertext.count == count)
    let again = try AES256GCM.Sealed(combined: sealed.combined)
    #expect(again == sealed)
    #expect(try AES256GCM.open(again, key: key, authenticating: additional) == plaintext)
  }

  @Test func nonceIsNeverTheSame() throws {
    let nonces = try (0..<200).map { _ in try AES256GCM.seal([], key: key, authenticating: []).nonce }
    #expect(Set(nonces).count == 200)
  }

  @Test(arguments: [0, 16, 31, 33])
  func keyOfAnotherLengthIsRefused(count: Int) throws {
    let sealed = try AES256GCM.seal([1], key: key, authenticating: [])
    let wrong = [UInt8](repeating: 1, count: count)
    #expect(refusal(sealed, key: wrong, []) == .invalidInput)
    #expect(throws: CryptoError.self) { try AES256GCM.seal([1], key: wrong, authenticating: []) }
  }

  @Test(arguments: [(0, 16), (11, 16), (13, 16), (12, 0), (12, 15), (12, 17)])
  func nonceOrTagOfAnotherLengthIsRefused(nonce: Int, tag: Int) {
    let error = #expect(throws: CryptoError.self) {
      try AES256GCM.Sealed(
        nonce: [UInt8](repeating: 0, count: nonce), ciphertext: [1], tag: [UInt8](repeating: 0, count: tag))
    }
    #expect(error?.code == .invalidInput)
    if nonce != 12 {
      #expect(throws: CryptoError.self) {
        try AES256GCM.seal([1], key: key, nonce: [UInt8](repeating: 0, count: nonce), authenticating: [])
      }
    }
  }
}
