/// The sandbox has no tokenizers: four bytes of text count as a token.
enum TokenEstimate {
  static let bytesPerToken = 4

  static func tokens(_ text: String) -> Int { (text.utf8.count + bytesPerToken - 1) / bytesPerToken }

  /// The longest beginning of whole characters that is at most so many tokens.
  static func prefix(_ text: String, tokens: Int) -> String {
    let (limit, overflow) = tokens.multipliedReportingOverflow(by: bytesPerToken)
    guard !overflow, text.utf8.count > limit else { return text }
    var kept = ""
    for character in text {
      guard kept.utf8.count + String(character).utf8.count <= limit else { break }
      kept.append(character)
    }
    return kept
  }
}
