import Testing

@testable import HTTP

struct ByteSetTests {
  private static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

  static let sets: [(ByteSet, String)] = [
    (.token, letters + "0123456789!#$%&'*+-.^_`|~"),
    (.target, letters + "0123456789!\"$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    (.hostName, letters + "0123456789-._~"),
    (.address, "0123456789abcdefABCDEF:."),
  ]

  @Test(arguments: sets)
  func setHoldsTheseCharacters(_ set: ByteSet, _ characters: String) {
    #expect((UInt8.min...UInt8.max).filter(set.contains) == Array(characters.utf8).sorted())
  }
}
