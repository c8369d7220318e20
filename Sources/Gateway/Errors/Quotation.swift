/// What a gateway says in a refusal, as it may be shown: cleaned, without anything that looks like a key (a word with `sk-` or
/// `spt_` in it, or a long run of hexadecimal digits), at most 300 characters, in quotation marks.
enum Quotation {
  static func of(_ raw: String) -> String {
    let space = UInt8(ascii: " ")
    let words = Array(GatewayText(raw).text.utf8).split(separator: space, omittingEmptySubsequences: false)
    let text = String(decoding: Array(words.map { withoutKeys(Array($0)) }.joined(separator: [space])), as: UTF8.self)
    return "\"" + GatewayText(text, limit: 300).text.replacing("\"", with: "'") + "\""
  }

  private static func withoutKeys(_ word: [UInt8]) -> [UInt8] {
    let hasMark = ["sk-", "spt_"].contains { word.contains(subsequence: Array($0.utf8)) }
    return (hasMark && word.count >= 12) || longestHexRun(word) >= 32 ? Array("‹secret›".utf8) : word
  }

  private static func longestHexRun(_ word: [UInt8]) -> Int {
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
