/// Takes credentials out of text that a gateway sent, before it is shown.
///
/// A gateway may echo what it was sent. So the exact secrets of the request go out in every spelling that is common, and
/// beside them whatever looks like a key: a token that begins with `sk-` or `spt_`, or a long run of hexadecimal digits.
struct Redaction {
  /// Spellings of the request's secrets, as bytes.
  private let spellings: [[UInt8]]

  init(_ secrets: [Secret]) {
    spellings = secrets.flatMap { secret in
      secret.withBytes { bytes in bytes.count < 6 ? [] : SecretSpellings.all(of: bytes) }
    }
  }

  /// The text cleaned, without credentials, at most 300 characters, in quotation marks.
  func quoted(_ raw: String) -> String {
    let clean = GatewayText(removingSecrets(from: raw), limit: 300).text
    return "\"" + clean.replacing("\"", with: "'") + "\""
  }

  /// The text without the request's own secrets.
  func cleaned(_ text: GatewayText) -> GatewayText {
    GatewayText(String(decoding: replacingSpellings(in: Array(text.text.utf8)), as: UTF8.self))
  }

  private func replacingSpellings(in text: [UInt8]) -> [UInt8] {
    spellings.reduce(text) { text, spelling in text.replacing(spelling, with: Array("‹secret›".utf8)) }
  }

  private func removingSecrets(from raw: String) -> String {
    // Cleaning first, so that an invisible character inside a secret doesn't hide it.
    let bytes = replacingSpellings(in: Array(GatewayText(raw).text.utf8))
    let words = bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    return String(decoding: Array(words.map(Self.withoutKeys).joined(separator: [UInt8(ascii: " ")])), as: UTF8.self)
  }

  private static func withoutKeys(_ word: ArraySlice<UInt8>) -> [UInt8] {
    let marks = ["sk-", "spt_"].contains { Array(word).contains(subsequence: Array($0.utf8)) }
    let looksLikeKey = marks && word.count >= 12
    return looksLikeKey || longestHexRun(word) >= 32 ? Array("‹secret›".utf8) : Array(word)
  }

  private static func longestHexRun(_ word: ArraySlice<UInt8>) -> Int {
    var longest = 0
    var run = 0
    for byte in word {
      let isHex =
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
          UInt8(ascii: "A")...UInt8(ascii: "F"):
          true
        default: false
        }
      run = isHex ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
