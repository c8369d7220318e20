/// Words of a text as a search compares them: in lower case, cut down to their stems, so
/// that "rotating keys" finds "key rotation".
enum Terms {
  /// Words that say nothing about what is looked for.
  private static let stopWords: Set<String> = [
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how", "i", "if", "in", "is",
    "it",
    "my", "of", "on", "or", "that", "the", "this", "to", "what", "when", "where", "which", "with", "you", "your",
  ]

  /// The terms of a text with the places of their words, in order.
  static func all(in text: String) -> [(term: String, place: Range<String.Index>)] {
    var terms: [(String, Range<String.Index>)] = []
    var start: String.Index?
    var index = text.startIndex
    func end(at index: String.Index) {
      guard let from = start else { return }
      start = nil
      let word = text[from..<index].lowercased()
      if !stopWords.contains(word) { terms.append((stem(word), from..<index)) }
    }
    while index < text.endIndex {
      if text[index].isLetter || text[index].isNumber {
        start = start ?? index
      } else {
        end(at: index)
      }
      index = text.index(after: index)
    }
    end(at: text.endIndex)
    return terms
  }

  /// Endings from the longest to the shortest; what is left must still be a word's stem.
  private static let endings = [
    "ications", "ication", "ations", "ation", "ating", "ators", "ator", "ments", "ment", "ings", "ing", "ions", "ion",
    "ates",
    "ated", "ate", "ies", "ied", "ers", "er", "ed", "es", "ly", "e", "s", "y",
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
