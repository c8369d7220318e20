#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds sections by the words in them, the best first: Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework", 2009), where words of titles and headings count several times.
struct SearchIndex {
  private struct Entry {
    let section: Section
    /// How often each term is in it, with the weight of where it stands.
    var counts: [String: Double] = [:]
    var length = 0.0
  }

  private static let saturation = 1.2
  private static let lengthWeight = 0.4
  private static let titleWeight = 4.0
  private static let headingWeight = 3.0

  private let entries: [Entry]
  private let averageLength: Double
  /// In how many sections each term is.
  private let spread: [String: Int]

  init(_ pages: [Page]) {
    var spread: [String: Int] = [:]
    entries = pages.flatMap(Section.all).map { section in
      var entry = Entry(section: section)
      func add(_ text: String, weight: Double) {
        for term in Terms.all(in: text) {
          entry.counts[term, default: 0] += weight
          entry.length += 1
        }
      }
      add(section.page.title, weight: Self.titleWeight)
      add(section.heading ?? "", weight: Self.headingWeight)
      add(section.text, weight: 1)
      for term in entry.counts.keys { spread[term, default: 0] += 1 }
      return entry
    }
    self.spread = spread
    averageLength = max(1, entries.reduce(0) { $0 + $1.length } / Double(max(1, entries.count)))
  }

  /// The sections that have at least one of the words, the best first.
  func find(_ query: String) -> [Section] {
    let terms = Set(Terms.all(in: query)).sorted()
    let found = entries.enumerated().compactMap { index, entry -> (index: Int, score: Double)? in
      let score = terms.reduce(0) { $0 + self.score($1, in: entry) }
      return score > 0 ? (index, score) : nil
    }
    // Places break ties, so that the same question always has the same answer.
    return found.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map { entries[$0.index].section }
  }

  private func score(_ term: String, in entry: Entry) -> Double {
    guard let count = entry.counts[term], let sections = spread[term] else { return 0 }
    let rarity = log(1 + (Double(entries.count - sections) + 0.5) / (Double(sections) + 0.5))
    let length = 1 - Self.lengthWeight + Self.lengthWeight * entry.length / averageLength
    return rarity * count * (Self.saturation + 1) / (count + Self.saturation * length)
  }
}
