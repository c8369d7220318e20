/// The ways in which a secret's bytes are commonly written: plain, hexadecimal, base64, percent-encoded.
public enum SecretSpellings {
  /// Every spelling. Base64 appears in its three alignments, without the characters that depend on what stands beside
  /// the secret, and in both alphabets.
  public static func all(of bytes: [UInt8]) -> [[UInt8]] {
    var spellings = [bytes, hexadecimal(bytes, letters: "a"), hexadecimal(bytes, letters: "A")]
    spellings.append(percentEncoded(bytes))
    for alignment in 0..<3 {
      spellings.append(base64(bytes, alignment: alignment, last: ("+", "/")))
      spellings.append(base64(bytes, alignment: alignment, last: ("-", "_")))
    }
    return spellings.filter { $0.count >= 6 }
  }

  private static func hexadecimal(_ bytes: [UInt8], letters: Unicode.Scalar) -> [UInt8] {
    bytes.flatMap { byte in
      [byte >> 4, byte & 15].map { $0 < 10 ? UInt8(ascii: "0") + $0 : UInt8(ascii: letters) + $0 - 10 }
    }
  }

  private static func percentEncoded(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { [UInt8(ascii: "%")] + hexadecimal([$0], letters: "A") }
  }

  private static func base64(
    _ bytes: [UInt8], alignment: Int, last: (Unicode.Scalar, Unicode.Scalar)
  ) -> [UInt8] {
    let alphabet =
      Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
      + [UInt8(ascii: last.0), UInt8(ascii: last.1)]
    let padded = [UInt8](repeating: 0, count: alignment) + bytes
    var text: [UInt8] = []
    for start in stride(from: 0, to: padded.count - padded.count % 3, by: 3) {
      let group = padded[start..<start + 3].reduce(0) { $0 << 8 | Int($1) }
      text += [18, 12, 6, 0].map { alphabet[group >> $0 & 63] }
    }
    // The leading characters mix the secret with what stands before it.
    return Array(text.dropFirst(alignment == 0 ? 0 : 4))
  }
}
