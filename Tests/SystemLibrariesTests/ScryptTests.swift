import SystemLibraries
import Testing

struct ScryptTests {
  /// RFC 7914, section 12: the first three (the fourth takes 1 GiB).
  @Test(arguments: [
    (
      "", "", 16, 1, 1,
      """
      77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442\
      fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906
      """
    ),
    (
      "password", "NaCl", 1024, 8, 16,
      """
      fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162\
      2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
      """
    ),
    (
      "pleaseletmein", "SodiumChloride", 16384, 8, 1,
      """
      7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2\
      d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
      """
    ),
  ])
  func keysHavePublishedValues(passphrase: String, salt: String, n: Int, r: Int, p: Int, key: String) throws {
    let derived = try Scrypt.derive(
      passphrase: Array(passphrase.utf8), salt: Array(salt.utf8), cost: Scrypt.Cost(n: n, r: r, p: p), count: 64)
    #expect(Hex.encode(derived) == key)
  }

  @Test(arguments: [
    (0, 8, 1), (1, 8, 1), (3, 8, 1), (-2, 8, 1), (.min, 8, 1), (16, 0, 1), (16, 1, 0), (16, -1, 1), (16, 1, .min),
    (65536, 1, 1), (1 << 20, 8, 1), (1 << 19, 8, 1), (1 << 62, 8, 1), (2, .max, 1), (2, 1, .max), (2, .max, .max),
    (1 << 62, .max, .max), (1 << 17, 8, 17), (1 << 14, 8, 1 << 18),
  ])
  func costOutOfBoundsIsRefused(n: Int, r: Int, p: Int) {
    let error = #expect(throws: CryptoError.self) { try Scrypt.Cost(n: n, r: r, p: p) }
    #expect(error?.code == .invalidInput)
  }

  @Test(arguments: [(2, 1, 1), (32768, 1, 1), (1 << 18, 8, 1), (1 << 17, 8, 16), (1 << 17, 8, 1)])
  func costWithinBoundsIsTaken(n: Int, r: Int, p: Int) throws {
    let cost = try Scrypt.Cost(n: n, r: r, p: p)
    #expect((cost == .recommended) == (n == 131072 && p == 1))
  }

  @Test func moreThanTheLibrarysOwn32MiBAreTaken() throws {
    let cost = try Scrypt.Cost(n: 1 << 16, r: 8, p: 1)
    #expect(try Scrypt.derive(passphrase: [1], salt: [2], cost: cost, count: 16).count == 16)
  }

  @Test(arguments: [0, -1, 1025, .max])
  func lengthOutOfBoundsIsRefused(count: Int) throws {
    let cost = try Scrypt.Cost(n: 2, r: 1, p: 1)
    let error = #expect(throws: CryptoError.self) {
      try Scrypt.derive(passphrase: [1], salt: [2], cost: cost, count: count)
    }
    #expect(error?.code == .invalidInput)
  }

  @Test func everyInputCounts() throws {
    let cost = try Scrypt.Cost(n: 2, r: 1, p: 1)
    let keys = [
      try Scrypt.derive(passphrase: [1], salt: [2], cost: cost, count: 32),
      try Scrypt.derive(passphrase: [3], salt: [2], cost: cost, count: 32),
      try Scrypt.derive(passphrase: [1], salt: [3], cost: cost, count: 32),
      try Scrypt.derive(passphrase: [1], salt: [2], cost: Scrypt.Cost(n: 4, r: 1, p: 1), count: 32),
      try Scrypt.derive(passphrase: [1, 2], salt: [2], cost: cost, count: 32),
    ]
    #expect(Set(keys).count == keys.count)
  }
}
