/// Words of a text as a search compares them: in lower case, cut down to their stems, so that "rotating keys" finds
/// "key rotation".
enum Terms {
  /// Words that say nothing about what is looked for.
  private static let stopWords: Set<String> = [
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how", "i", "if", "in", "is",
    "it", "my", "of", "on", "or", "that", "the", "this", "to", "what", "when", "where", "which", "with", "you", "your",
  ]

  /// The terms of a text, in order.
  static func all(in text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }.filter { !stopWords.contains($0) }.map(stem)
  }

  /// Endings from the longest to the shortest; what is left must still be a word's stem.
  private static let endings = [
    "ications", "ication", "ations", "ation", "ating", "ators", "ator", "ments", "ment", "ings", "ing", "ions", "ion",
    "ates", "ated", "ate", "ies", "ied", "ers", "er", "ed", "es", "ly", "e", "s", "y",
  ]

  static func stem(_ word: String) -> String {
    guard word.count > 3 else { return word }
    for ending in endings where word.hasSuffix(ending) && word.count - ending.count >= 3 {
      var stem = word.dropLast(ending.count)
      // running -> run, but not billing -> bil
      if let last = stem.last, stem.dropLast().last == last, !"lsz".contains(last), stem.count > 3 { stem.removeLast() }
      return String(stem)
    }
    return word
  }
}
