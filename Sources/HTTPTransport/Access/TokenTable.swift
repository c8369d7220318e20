import SystemLibraries

/// The digests of all tokens, to find out whose one is.
struct TokenTable: Sendable {
  private let digests: [Digest]

  /// - Throws: `CryptoError` where there is no library to make digests with, so that a server says so when it starts.
  init(_ entries: [TokenFile.Entry]) throws(CryptoError) {
    _ = try SHA256.hash([])
    var digests: [Digest] = []
    for entry in entries { digests.append(Digest(try Hex.decode(entry.sha256))) }
    self.digests = digests
  }

  /// The place of the token's entry. Looks at all entries, whichever it is.
  func place(of token: [UInt8]) -> Int? {
    guard token.count <= BearerToken.sizes.upperBound, let bytes = try? SHA256.hash(token) else { return nil }
    let sought = Digest(bytes)
    var found = -1
    for (place, digest) in digests.enumerated() {
      // No branch depends on how much of a digest is right.
      let difference = digest.difference(to: sought)
      // The highest bit of one of the two is set unless the difference is 0.
      let isOther = Int(truncatingIfNeeded: (difference | (0 &- difference)) >> 63)
      found += (place &+ 1) &* (1 &- isOther)
    }
    return found >= 0 ? found : nil
  }

  private struct Digest {
    let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ bytes: [UInt8]) {
      func word(_ index: Int) -> UInt64 {
        bytes.dropFirst(index * 8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
      }
      words = (word(0), word(1), word(2), word(3))
    }

    /// 0 only for the same digest.
    func difference(to other: Digest) -> UInt64 {
      (words.0 ^ other.words.0) | (words.1 ^ other.words.1) | (words.2 ^ other.words.2) | (words.3 ^ other.words.3)
    }
  }
}
