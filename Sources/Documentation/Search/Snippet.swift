/// The piece of a section that shows best why it was found.
enum Snippet {
  /// At most this many characters of the text.
  private static let length = 240

  /// Words and punctuation of one passage on one line, with `…` where it was cut.
  static func make(of text: String, for query: String) -> String {
    let wanted = Set(Terms.all(in: query))
    let words = text.split(whereSeparator: \.isWhitespace).filter { !$0.hasPrefix("```") }
    let hits = words.map { word in Terms.all(in: String(word)).contains(where: wanted.contains) }
    var best = (start: 0, hits: -1)
    for start in words.indices where start == 0 || hits[start] {
      let end = Self.end(of: words, from: start)
      let count = hits[start..<end].count { $0 }
      if count > best.hits { best = (start, count) }
    }
    guard !words.isEmpty else { return "" }
    // A few words before the first hit make it readable.
    let start = max(0, best.start - 4)
    let end = Self.end(of: words, from: start)
    return (start > 0 ? "… " : "") + words[start..<end].joined(separator: " ") + (end < words.count ? " …" : "")
  }

  private static func end(of words: [Substring], from start: Int) -> Int {
    var end = start
    var count = 0
    while end < words.count, count + words[end].count + 1 <= length || end == start {
      count += words[end].count + 1
      end += 1
    }
    return end
  }
}
