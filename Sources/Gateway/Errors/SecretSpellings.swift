import SystemLibraries

/// The ways in which a secret's bytes are commonly written: plain, hexadecimal, base64, percent-encoded.
public enum SecretSpellings {
  /// Every spelling. Base64 appears in its three alignments, without the characters that depend on what stands beside
  /// the secret, and in both alphabets.
  public static func all(of bytes: [UInt8]) -> [[UInt8]] {
    let hexadecimal = Hex.encode(bytes)
    let percentEncoded = bytes.map { "%" + Hex.encode([$0]).uppercased() }.joined()
    var texts = [hexadecimal, hexadecimal.uppercased(), percentEncoded]
    for alignment in 0..<3 { texts += base64(bytes, alignment: alignment) }
    return ([bytes] + texts.map { Array($0.utf8) }).filter { $0.count >= 6 }
  }

  private static func base64(_ bytes: [UInt8], alignment: Int) -> [String] {
    let padded = [UInt8](repeating: 0, count: alignment) + bytes
    let whole = Array(padded.dropLast(padded.count % 3))
    // The leading characters mix the secret with what stands before it.
    return [Base64.encode(whole), Base64URL.encode(whole)].map { String($0.dropFirst(alignment == 0 ? 0 : 4)) }
  }
}
