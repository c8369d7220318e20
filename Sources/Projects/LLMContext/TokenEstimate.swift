/// How many tokens a model takes for a text, at most.
///
/// Tokenizers make one token of 3.1 bytes of code and 3.9 bytes of English, so one for each three bytes is more than any of
/// them needs for the documents here.
enum TokenEstimate {
  static let bytesPerToken = 3

  static func tokens(_ text: String) -> Int { (text.utf8.count + bytesPerToken - 1) / bytesPerToken }
}
